using Vitrine.Tensors.Kernels;
using static Vitrine.Tensors.Tests.Kernels.KernelLevels;

namespace Vitrine.Tensors.Tests.Kernels;

[Collection(Name)]
public unsafe class ConvolutionTests
{
    public static TheoryData<KernelLevel> Levels => All;

    [Theory]
    [MemberData(nameof(Levels))]
    public void Conv2d_RandomShapes_EqualsDoublePrecision(KernelLevel level) => With(level, 2, () =>
    {
        var random = new RandomSource(19);
        for (var trial = 0; trial < 150; trial++)
        {
            var (channels, filters) = (1 + random.NextInt(6), trial % 7 == 0 ? 33 : 1 + random.NextInt(19));
            var (window, across) = (1 + random.NextInt(5), 1 + random.NextInt(4));
            var padding = new Padding(random.NextInt(3), random.NextInt(3), random.NextInt(3), random.NextInt(3));
            if (trial % 4 == 0)
                padding = 0;
            var (height, width) = (window + random.NextInt(12), across + random.NextInt(trial % 3 == 0 ? 45 : 14));
            Check(random, 1 + random.NextInt(3), channels, filters, height, width, window, across, 1 + random.NextInt(3), padding);
        }
    });

    [Theory]
    [MemberData(nameof(Levels))]
    public void Conv2d_LayersOfNetworks_EqualsDoublePrecision(KernelLevel level) => With(level, 2, () =>
    {
        var random = new RandomSource(23);
        Check(random, 2, 3, 32, 33, 32, 3, 3, 1, 1); // first layer
        Check(random, 9, 16, 16, 16, 16, 3, 3, 1, 1); // more pictures than parts of the weight gradient
        Check(random, 2, 24, 36, 9, 9, 1, 1, 2, 0); // shortcut
        Check(random, 1, 24, 16, 7, 7, 1, 1, 1, 0);
        Check(random, 2, 3, 8, 32, 32, 8, 8, 8, 0); // patch embedding
        Check(random, 1, 3, 8, 40, 40, 11, 11, 4, 0); // CNN-F
        Check(random, 2, 5, 8, 14, 13, 3, 3, 2, new Padding(0, 1, 1, 1)); // more below than above
        Check(random, 1, 4, 4, 3, 3, 3, 3, 1, 0); // a single result
        Check(random, 1, 2, 3, 5, 6, 1, 2, 3, new Padding(0, 1, 2, 0)); // places no window touches
    });

    [Theory]
    [MemberData(nameof(Levels))]
    public void Conv2d_InTiles_EqualsDoublePrecision(KernelLevel level) => With(level, 2, () =>
    {
        var random = new RandomSource(29);
        foreach (var (batch, channels, filters, height, width, padding) in new (int, int, int, int, int, Padding)[]
        {
            (1, 16, 16, 4, 3, 1), // one tile that juts out
            (2, 48, 16, 5, 4, 1), // two vectors of channels and a half panel
            (1, 16, 48, 8, 8, 1), // a half panel of filters
            (9, 32, 32, 6, 7, 1), // several pictures in a block, more than parts of the weight gradient
            (1, 16, 16, 30, 41, 1), // several blocks in a picture
            (1, 16, 16, 9, 220, 1), // a row of tiles that is longer than a block
            (2, 16, 32, 11, 14, 0),
            (2, 16, 16, 9, 10, 2),
            (1, 16, 16, 9, 10, new Padding(0, 2, 1, 0)),
            (1, 16, 16, 13, 9, new Padding(2, 2, 0, 1)),
        })
        {
            Assert.True(Winograd.Suits(ShapeOf(batch, channels, filters, height, width, padding)), $"{channels} channels of {height}×{width}");
            Check(random, batch, channels, filters, height, width, 3, 3, 1, padding);
        }
    });

    [Fact]
    public void Conv2d_InTiles_OfNothingIsNothing()
    {
        using var scope = Scope.Begin();
        var weight = Tensor.Zeros([16, 16, 3, 3]);
        weight.RequiresGradient = true;
        var y = Tensor.Zeros([0, 16, 8, 8]).Conv2d(weight, padding: 1);
        Assert.Equal(new Shape(0, 16, 8, 8), y.Shape);
        y.Sum().Backward();
        Assert.All(weight.Gradient!.Data.ToArray(), value => Assert.Equal(0, value));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Conv2d_InTiles_OnePictureOrMany_SameBits(KernelLevel level) => With(level, 2, () =>
    {
        using var scope = Scope.Begin(recordGradients: false);
        var (x, weight) = (Values(new RandomSource(1), [11, 16, 9, 10]), Values(new RandomSource(2), [32, 16, 3, 3]));
        var all = x.Conv2d(weight, padding: 1);
        var plane = x.Length / 11;
        for (var image = 0; image < 11; image++)
        {
            var one = Tensor.Empty([1, 16, 9, 10]);
            x.Data.Slice(image * plane, plane).CopyTo(one.Data);
            var y = one.Conv2d(weight, padding: 1);
            Assert.True(y.Data.SequenceEqual(all.Data.Slice(image * y.Length, y.Length)), $"picture {image}");
        }
    });

    [Theory]
    [MemberData(nameof(Levels))]
    public void Conv2d_AnyNumberOfThreads_SameBits(KernelLevel level)
    {
        SameBits(level, 12, 20, 2);
        SameBits(level, 16, 32, 1); // in tiles
    }

    private static ConvolutionShape ShapeOf(int batch, int channels, int filters, int height, int width, Padding padding) => new(
        batch, channels, filters, height, width, 3, 3, 1, padding.Top, padding.Left,
        height + padding.Top + padding.Bottom - 2, width + padding.Left + padding.Right - 2);

    private static void SameBits(KernelLevel level, int channels, int filters, int stride)
    {
        foreach (var batch in new[] { 1, 10 })
        {
            var results = new List<float[]>();
            foreach (var threads in new[] { 1, 2, 3 })
            {
                With(level, threads, () =>
                {
                    var (x, weight) = (Values(new RandomSource(1), [batch, channels, 20, 21]), Values(new RandomSource(2), [filters, channels, 3, 3]));
                    x.RequiresGradient = weight.RequiresGradient = true;
                    using var scope = Scope.Begin();
                    var y = x.Conv2d(weight, stride: stride, padding: 1);
                    results.Add(y.Data.ToArray());
                    var g = Values(new RandomSource(3), [y.Length, 1]);
                    y.Reshape([1, y.Length]).MatMul(g).Reshape([]).Backward();
                    results[^1] = [.. results[^1], .. x.Gradient!.Data, .. weight.Gradient!.Data];
                    x.Dispose();
                    weight.Dispose();
                });
            }

            Assert.All(results, result => Assert.Equal(results[0], result));
        }
    }

    [Fact]
    public void Conv2d_ShapesThatDoNotFit_NamesThem()
    {
        using var scope = Scope.Begin();
        var x = Tensor.Zeros([1, 4, 5, 5]);
        Assert.Contains("wants 3 channels", Message(() => x.Conv2d(Tensor.Zeros([2, 3, 3, 3]))));
        Assert.Contains("smaller than the window", Message(() => x.Conv2d(Tensor.Zeros([2, 4, 7, 3]))));
        Assert.Contains("[4, 5, 5]", Message(() => Tensor.Zeros([4, 5, 5]).Conv2d(Tensor.Zeros([2, 4, 3, 3]))));
        Assert.Contains("bias", Message(() => x.Conv2d(Tensor.Zeros([2, 4, 3, 3]), Tensor.Zeros([3]))));
    }

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;

    private static void Check(
        RandomSource random, int batch, int channels, int filters, int height, int width, int window, int across, int stride, Padding padding)
    {
        if (height + padding.Top + padding.Bottom < window || width + padding.Left + padding.Right < across)
            return;
        var name = $"{KernelSelection.Level} batch {batch} channels {channels} filters {filters} {height}×{width} window {window}×{across} stride {stride} {padding}";
        using var x = Values(random, [batch, channels, height, width]);
        using var weight = Values(random, [filters, channels, window, across]);
        using var bias = Values(random, [filters]);
        x.RequiresGradient = weight.RequiresGradient = bias.RequiresGradient = true;
        using var scope = Scope.Begin();
        var y = x.Conv2d(weight, bias, stride, padding);
        var g = Values(random, [y.Length, 1]);
        var (rows, columns) = (y.Shape[2], y.Shape[3]);

        var expected = new double[y.Length];
        var (dx, dw, db) = (new double[x.Length], new double[weight.Length], new double[bias.Length]);
        for (var at = 0; at < y.Length; at++)
        {
            var (image, filter, i, j) = (at / columns / rows / filters, at / columns / rows % filters, at / columns % rows, at % columns);
            double gradient = g.Data[at];
            var sum = (double)bias.Data[filter];
            db[filter] += gradient;
            for (var channel = 0; channel < channels; channel++)
            {
                for (var r = 0; r < window; r++)
                {
                    for (var c = 0; c < across; c++)
                    {
                        var (row, column) = (i * stride + r - padding.Top, j * stride + c - padding.Left);
                        if (row < 0 || row >= height || column < 0 || column >= width)
                            continue;
                        var xi = (image * channels + channel) * height * width + row * width + column;
                        var wi = ((filter * channels + channel) * window + r) * across + c;
                        sum += (double)x.Data[xi] * weight.Data[wi];
                        dx[xi] += gradient * weight.Data[wi];
                        dw[wi] += gradient * x.Data[xi];
                    }
                }
            }

            expected[at] = sum;
        }

        Equal(expected, y.Data, $"forward {name}");

        // The second pass adds to the gradients of the first.
        y.Reshape([1, y.Length]).MatMul(g).Reshape([]).Backward();
        Equal(dx, x.Gradient!.Data, $"∂x {name}");
        Equal(dw, weight.Gradient!.Data, $"∂weight {name}");
        Equal(db, bias.Gradient!.Data, $"∂bias {name}");
        x.Conv2d(weight, bias, stride, padding).Reshape([1, y.Length]).MatMul(g).Reshape([]).Backward();
        Equal([.. dx.Select(v => 2 * v)], x.Gradient!.Data, $"2∂x {name}");
        Equal([.. dw.Select(v => 2 * v)], weight.Gradient!.Data, $"2∂weight {name}");
        Equal([.. db.Select(v => 2 * v)], bias.Gradient!.Data, $"2∂bias {name}");
    }

    private static void Equal(double[] expected, ReadOnlySpan<float> actual, string name)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
        {
            // Sums of up to some thousand terms of at most 1/4: rounding stays below 10⁻⁵ (in tiles: 10⁻⁵ of the largest).
            if (!(Math.Abs(expected[i] - actual[i]) <= 2e-5 * Math.Max(1, largest)))
                Assert.Fail($"{name}: [{i}] is {actual[i]}, expected {expected[i]}");
        }
    }

    private static Tensor Values(RandomSource random, Shape shape)
    {
        var tensor = Tensor.Empty(shape);
        foreach (ref var value in tensor.Data)
            value = random.NextSingle() - 0.5f;
        return tensor;
    }
}
