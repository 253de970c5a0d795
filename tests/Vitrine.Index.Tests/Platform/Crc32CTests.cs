using Vitrine.Platform;

namespace Vitrine.Index.Tests.Platform;

public class Crc32CTests
{
    [Fact]
    public void Of_PublishedVectors_Match()
    {
        // RFC 3720, appendix B.4, and the usual check value.
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Crc32C.Of(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD794Eu, Crc32C.Of(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()));
        Assert.Equal(0u, Crc32C.Of([]));
    }

    [Fact]
    public void Of_BytesBehindOthers_EqualsAllAtOnce() => Assert.Equal(Crc32C.Of("123456789"u8), Crc32C.Of("6789"u8, Crc32C.Of("12345"u8)));
}
