using Vitrine.Models.TwoSided;

namespace Vitrine.Models.Tests.TwoSided;

public class SignCodesTests
{
    [Fact]
    public void Pack_Zero_CountsAsPositive()
    {
        var codes = new ulong[1];
        SignCodes.Pack([0f, -0.5f, 0.5f, -0f, float.NaN], 5, codes, 1);
        Assert.Equal(0b01101UL, codes[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void Pack_AnyLength_SetsBitIOfWordIOver64(int bits)
    {
        var random = new Vitrine.Tensors.RandomSource((ulong)bits);
        var values = Enumerable.Range(0, 3 * bits).Select(_ => random.NextNormal()).ToArray();
        var words = SignCodes.WordsPerCode(bits);
        var codes = new ulong[3 * words];
        SignCodes.Pack(values, bits, codes, words);
        for (var i = 0; i < 3; i++)
        {
            for (var bit = 0; bit < words * 64; bit++)
                Assert.Equal(bit < bits && values[i * bits + bit] >= 0, (codes[i * words + bit / 64] >> (bit % 64) & 1) == 1);
        }
    }

    [Theory]
    [InlineData(64, 3, new[] { 21, 21, 22 })]
    [InlineData(16, 2, new[] { 8, 8 })]
    [InlineData(3, 3, new[] { 1, 1, 1 })]
    [InlineData(128, 1, new[] { 128 })]
    public void SplitOverLayers_GivesTheRemainderToTheFinest(int bits, int layers, int[] expected) =>
        Assert.Equal(expected, SignCodes.SplitOverLayers(bits, layers));

    [Theory]
    [InlineData(64, 3, 0.5f, new[] { 16, 16, 32 })]
    [InlineData(16, 2, 0.75f, new[] { 4, 12 })]
    [InlineData(33, 1, 0.5f, new[] { 33 })]
    [InlineData(3, 3, 0.9f, new[] { 1, 1, 1 })]
    public void SplitOverLayers_ShareForTheFinest_DividesTheRestEvenly(int bits, int layers, float share, int[] expected) =>
        Assert.Equal(expected, SignCodes.SplitOverLayers(bits, layers, share));

    [Fact]
    public void SplitOverLayers_FewerBitsThanLayers_Throws() =>
        Assert.Throws<ArgumentException>(() => SignCodes.SplitOverLayers(2, 3));
}
