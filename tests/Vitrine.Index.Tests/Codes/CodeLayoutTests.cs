namespace Vitrine.Index.Tests.Codes;

public class CodeLayoutTests
{
    [Fact]
    public void LayerDistances_RandomLayers_EqualNaiveLoopAndSumToDistance()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            int[] layers = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => 1 + random.Next(150))];
            var layout = new CodeLayout(layers);
            var a = Seeded.Codes(random, 1, layout.Bits);
            var b = Seeded.Codes(random, 1, layout.Bits);
            var distances = layout.LayerDistances(a, b);
            for (int layer = 0, first = 0; layer < layers.Length; first += layers[layer++])
                Assert.Equal(Seeded.Distance(a, b, first, layers[layer]), distances[layer]);
            Assert.Equal(Seeded.Distance(a, b, 0, layout.Bits), distances.Sum());
        }
    }

    [Theory]
    [InlineData()]
    [InlineData(8, 0)]
    [InlineData(-1)]
    [InlineData(2000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void Layout_ImpossibleLayers_Throws(params int[] layers) =>
        Assert.Contains("expected at least one layer", Assert.Throws<ArgumentException>(() => new CodeLayout(layers)).Message);
}
