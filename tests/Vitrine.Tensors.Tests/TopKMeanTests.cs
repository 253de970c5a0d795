namespace Vitrine.Tensors.Tests;

public class TopKMeanTests
{
    [Fact]
    public void TopKMean_MaskedRows_TakesTheLargestThatCount()
    {
        using var x = Tensor.From([1, 5, 3, 9, -4, -2, -8, -1], [2, 4]);
        using var mask = Tensor.From([1, 1, 1, 0, 1, 0, 0, 0], [2, 4]);
        x.RequiresGradient = true;
        using var scope = Scope.Begin();

        var y = x.TopKMean(2, mask);
        y.Sum().Backward();

        Assert.Equal([4, -4], y.Data.ToArray()); // (5 + 3) / 2; only −4 counts in the second row
        Assert.Equal([0, 0.5f, 0.5f, 0, 1, 0, 0, 0], x.Gradient!.Data.ToArray());
    }

    [Fact]
    public void TopKMean_EveryK_EqualsSortedMean()
    {
        var random = new RandomSource(3);
        for (var width = 1; width < 40; width++)
        {
            using var scope = Scope.Begin(recordGradients: false);
            var x = Tensor.Empty([3, width]);
            foreach (ref var value in x.Data)
                value = random.NextNormal();
            var k = 1 + random.NextInt(width + 2);
            var y = x.TopKMean(k);
            for (var row = 0; row < 3; row++)
            {
                var expected = x.Data.Slice(row * width, width).ToArray().OrderDescending().Take(k).Average();
                Assert.Equal(expected, y.Data[row], 1e-5f);
            }
        }
    }
}
