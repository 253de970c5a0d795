using Vitrine.Platform;

namespace Vitrine.Index.Tests.SimdChoice;

public class SimdTests
{
    [Fact]
    public void Parse_KnownName_GivesLevel()
    {
        Assert.Equal(VectorWidth.Scalar, KernelChoice.Parse("scalar"));
        Assert.Equal(KernelChoice.Widest, KernelChoice.Parse(null));
        Assert.Equal(KernelChoice.Widest, KernelChoice.Parse(" "));
        foreach (var level in Simd.Supported)
            Assert.Equal(level.ToString(), KernelChoice.Parse($" {level.ToString().ToUpperInvariant()}").ToString());
    }

    [Theory]
    [InlineData("avx")]
    [InlineData("3")]
    public void Parse_UnknownName_SaysWhatIsExpected(string name) =>
        Assert.Contains("expected scalar, v128, v256 or v512", Assert.Throws<PlatformNotSupportedException>(() => KernelChoice.Parse(name)).Message);

    [Fact]
    public void Level_PublicEnum_HasTheValuesOfTheShared() =>
        Assert.Equal(Enum.GetValues<VectorWidth>().Select(width => width.ToString()), Enum.GetValues<SimdLevel>().Select(level => level.ToString()));
}
