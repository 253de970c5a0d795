using Vitrine.Models.Contract;
using Vitrine.Models.Regions;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Regions;

public class RegionScalingTests
{
    private const int Images = 400, Dimensions = 40, Signals = 3;

    [Fact]
    public void Measure_WideFeatures_KeepsWhatVaries()
    {
        var source = new Simulated();
        using var scaling = new RegionScaling(new RegionInput(Dimensions, MostRegions: 1, Signals));
        int[] all = [.. Enumerable.Range(0, Images)];
        scaling.Measure(source, all);

        using var scope = Scope.Begin(recordGradients: false);
        var reduced = scaling.Batch(source, all).Features;

        Assert.Equal(new Shape(Images, 1, Signals), reduced.Shape);
        for (var axis = 0; axis < Signals; axis++)
        {
            double[] values = [.. all.Select(item => (double)reduced.Data[item * Signals + axis])];
            Assert.Equal(0, values.Average(), 1e-3);
            // The signals are of one strength, so none is cut down to the floor.
            Assert.InRange(Math.Sqrt(values.Average(value => value * value)), 0.95, 1.05);
            // Noise alone would be explained by three of its forty directions to 3/40; here the axes are the signals.
            Assert.InRange(Enumerable.Range(0, Signals).Max(signal => Math.Abs(Correlation(values, source.Signal(signal)))), 0.5, 1);
        }
    }

    [Fact]
    public void Batch_BeforeMeasuring_ChangesNothing()
    {
        var source = new Simulated();
        using var scaling = new RegionScaling(new RegionInput(Dimensions, MostRegions: 1));
        using var scope = Scope.Begin(recordGradients: false);
        var expected = new float[Dimensions];
        source.Read(7, expected);
        Assert.Equal(expected, scaling.Batch(source, [7]).Features.Data.ToArray());
    }

    [Theory]
    [InlineData(2048, 256)]
    [InlineData(256, 0)]
    [InlineData(40, 0)]
    public void Reduced_Dimensions_ReducesOnlyWiderFeatures(int dimensions, int axes) => Assert.Equal(axes, new RegionInput(dimensions, MostRegions: 1).Reduced().Axes);

    private static double Correlation(double[] a, double[] b) =>
        a.Zip(b, (x, y) => x * y).Sum() / Math.Sqrt(a.Sum(x => x * x) * b.Sum(y => y * y));

    // One region per image: three strong random directions in weak noise, around a mean of 5.
    private sealed class Simulated : IRegionSource
    {
        private readonly float[] features = new float[Images * RegionScalingTests.Dimensions];
        private readonly double[][] signals = [.. Enumerable.Range(0, Signals).Select(_ => new double[Images])];

        public Simulated()
        {
            var random = new RandomSource(9);
            var directions = new float[Signals * Dimensions];
            foreach (ref var value in directions.AsSpan())
                value = random.NextNormal();
            for (var item = 0; item < Images; item++)
            {
                for (var signal = 0; signal < Signals; signal++)
                    signals[signal][item] = random.NextNormal();
                for (var j = 0; j < Dimensions; j++)
                {
                    features[item * Dimensions + j] = 5 + 0.3f * random.NextNormal()
                        + (float)Enumerable.Range(0, Signals).Sum(signal => signals[signal][item] * directions[signal * Dimensions + j]);
                }
            }
        }

        public int Dimensions => RegionScalingTests.Dimensions;

        public int MaxRegions => 1;

        public double[] Signal(int signal) => signals[signal];

        public int CountOf(int item) => 1;

        public void Read(int item, Span<float> destination) => features.AsSpan(item * Dimensions, Dimensions).CopyTo(destination);
    }
}
