namespace Vitrine.Index.Tests.SimdChoice;

public class SimdTests
{
    [Fact]
    public void Parse_KnownName_GivesLevel()
    {
        Assert.Equal(SimdLevel.Scalar, Simd.Parse("scalar"));
        Assert.Equal(Simd.Supported[^1], Simd.Parse(null));
        Assert.Equal(Simd.Supported[^1], Simd.Parse(" "));
        foreach (var level in Simd.Supported)
            Assert.Equal(level, Simd.Parse(level.ToString().ToUpperInvariant()));
    }

    [Fact]
    public void Parse_UnknownName_SaysWhatIsExpected() =>
        Assert.Contains("expected scalar, v128, v256 or v512", Assert.Throws<PlatformNotSupportedException>(() => Simd.Parse("avx")).Message);
}
