using Vitrine.Tensors.Kernels;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Tests;

/// <summary>
/// Operations on random shapes (empty, single, prime, beside multiples of the vector width, and large enough to be shared by threads) against scalar
/// references in double precision, on every kernel; and the same bits with one thread, two and three.
/// </summary>
public class PropertyTests
{
    private const int Rounds = 10;
    private static readonly int[] Extents = [0, 1, 2, 3, 5, 7, 13, 15, 16, 17, 31, 33, 64, 97, 127, 257];

    [Theory]
    [InlineData("relu")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    [InlineData("gelu")]
    [InlineData("gelu-tanh")]
    [InlineData("quick-gelu")]
    [InlineData("softplus")]
    [InlineData("exp")]
    [InlineData("scale")]
    public void Elementwise_AnyLength_MatchesDoublePrecision(string name)
    {
        Func<Tensor, Tensor> ours = name switch
        {
            "relu" => x => x.Relu(),
            "tanh" => x => x.Tanh(),
            "sigmoid" => x => x.Sigmoid(),
            "gelu" => x => x.Gelu(),
            "gelu-tanh" => x => x.GeluTanh(),
            "quick-gelu" => x => x.QuickGelu(),
            "softplus" => x => x.Softplus(),
            "exp" => x => x.Exp(),
            _ => x => x * 3 + 1,
        };
        Func<double, double> reference = name switch
        {
            "relu" => x => Math.Max(x, 0),
            "tanh" => Math.Tanh,
            "sigmoid" => Sigmoid,
            "gelu" => x => 0.5 * x * (1 + Erf(x / Math.Sqrt(2))),
            "gelu-tanh" => x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
            "quick-gelu" => x => x * Sigmoid(1.702 * x),
            "softplus" => x => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
            "exp" => Math.Exp,
            _ => x => 3 * x + 1,
        };
        Check(
            random => [Draw(random, [random.NextInt(4) == 0 ? 40_000 + random.NextInt(100) : Extent(random)], 8)],
            x => ours(x[0]),
            x => [.. x[0].Select(reference)]);
    }

    [Fact]
    public void MatMul_AnyShape_MatchesDoublePrecision()
    {
        foreach (var (left, right) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            var (m, k, n) = (0, 0, 0);
            Check(
                random =>
                {
                    (m, k, n) = (Extent(random), Extent(random), Extent(random));
                    return [Draw(random, left ? [k, m] : [m, k]), Draw(random, right ? [n, k] : [k, n])];
                },
                x => x[0].MatMul(x[1], left, right),
                x => Product(x[0], x[1], m, k, n, left, right));
        }
    }

    [Fact]
    public void Linear_AnyShape_MatchesDoublePrecision()
    {
        var (m, k, n) = (0, 0, 0);
        Check(
            random =>
            {
                (m, k, n) = (Extent(random), Extent(random), Extent(random));
                return [Draw(random, [m, k]), Draw(random, [n, k]), Draw(random, [n])];
            },
            x => x[0].Linear(x[1], x[2], Activation.Tanh),
            x => [.. Product(x[0], x[1], m, k, n, false, true).Select((v, i) => Math.Tanh(v + x[2][i % n]))]);
    }

    [Fact]
    public void BatchMatMul_AnyShape_MatchesDoublePrecision()
    {
        var (b, m, k, n) = (0, 0, 0, 0);
        Check(
            random =>
            {
                (b, m, k, n) = (random.NextInt(6), Extent(random), Extent(random), Extent(random));
                return [Draw(random, [b, m, k]), Draw(random, [b, n, k])];
            },
            x => x[0].BatchMatMul(x[1], transposeB: true),
            x => [.. Enumerable.Range(0, b).SelectMany(i => Product(x[0][(i * m * k)..((i + 1) * m * k)], x[1][(i * n * k)..((i + 1) * n * k)], m, k, n, false, true))]);
    }

    [Theory]
    [InlineData('+')]
    [InlineData('-')]
    [InlineData('*')]
    [InlineData('/')]
    public void Arithmetic_AnyBroadcast_MatchesDoublePrecision(char operation)
    {
        Shape left = [], right = [];
        Check(
            random =>
            {
                Span<int> a = stackalloc int[4];
                Span<int> b = stackalloc int[4];
                for (var i = 0; i < 4; i++)
                {
                    var extent = i == 3 ? Extent(random) : 1 + random.NextInt(9);
                    (a[i], b[i]) = random.NextInt(3) switch { 0 => (extent, 1), 1 => (1, extent), _ => (extent, extent) };
                }

                (left, right) = (new Shape(a[random.NextInt(4)..]), new Shape(b[random.NextInt(4)..]));
                return [Draw(random, left), Draw(random, right, 1, 2.5f)]; // a divisor away from 0
            },
            x => operation switch { '+' => x[0] + x[1], '-' => x[0] - x[1], '*' => x[0] * x[1], _ => x[0] / x[1] },
            x =>
            {
                var shape = Broadcast.ShapeOf("", left, right);
                return [.. Enumerable.Range(0, shape.Length).Select(i => (x[0][Source(i, shape, left)], x[1][Source(i, shape, right)]))
                    .Select(p => operation switch { '+' => p.Item1 + p.Item2, '-' => p.Item1 - p.Item2, '*' => p.Item1 * p.Item2, _ => p.Item1 / p.Item2 })];
            });
    }

    [Fact]
    public void RowOperations_AnyShape_MatchDoublePrecision()
    {
        CheckRows(x => x.Softmax(), r => Softmax(r));
        CheckRows(x => x.LogSoftmax(), r => [.. Softmax(r).Select(p => Math.Log(p))]);
        CheckRows(x => x.L2Normalise(), r => [.. r.Select(v => v / Math.Sqrt(r.Sum(w => w * w)))]);
        CheckRows(x => x.Sum(-1), r => [r.Sum()]);
        CheckRows(x => x.Mean(-1), r => [r.Sum() / r.Length], emptyRows: false);
        CheckRows(x => x.Max(-1), r => [r.Max()], emptyRows: false);
        CheckRows(
            x => x.LayerNorm(Tensor.Full([x.Shape[1]], 2), Tensor.Full([x.Shape[1]], 0.5f), 0.01f),
            r =>
            {
                var mean = r.Sum() / r.Length;
                var deviation = Math.Sqrt(r.Sum(v => (v - mean) * (v - mean)) / r.Length + 0.01);
                return [.. r.Select(v => (v - mean) / deviation * 2 + 0.5)];
            });
    }

    [Fact]
    public void SumAlongFirst_AnyShape_MatchesDoublePrecision()
    {
        var (rows, columns) = (0, 0);
        Check(
            random => [Draw(random, [rows = Extent(random), columns = Extent(random)])],
            x => x[0].Sum(0),
            x => [.. Enumerable.Range(0, columns).Select(c => Enumerable.Range(0, rows).Sum(r => x[0][r * columns + c]))]);
    }

    [Fact]
    public void CrossEntropy_AnyShape_MatchesDoublePrecision()
    {
        var (rows, classes) = (0, 0);
        int[] labels = [];
        Check(
            random =>
            {
                (rows, classes) = (Extent(random), 1 + Extent(random));
                labels = [.. Enumerable.Range(0, rows).Select(_ => random.NextInt(classes))];
                return [Draw(random, [rows, classes], 5)];
            },
            x => x[0].CrossEntropy(labels),
            x => [rows == 0 ? 0 : Enumerable.Range(0, rows).Average(r => -Math.Log(Softmax(x[0][(r * classes)..((r + 1) * classes)])[labels[r]]))]);
    }

    [Fact]
    public void PairwiseLogistic_AnyShape_MatchesDoublePrecision()
    {
        var (rows, columns) = (0, 0);
        Check(
            random => [Draw(random, [rows = Extent(random), columns = Extent(random)], 5)],
            x => x[0].PairwiseLogistic(Enumerable.Range(0, rows).Select(i => i % 3).ToArray(), Enumerable.Range(0, columns).Select(i => i % 4).ToArray()),
            x => [x[0].Select((v, i) => Math.Log(1 + Math.Exp(v)) - (i / columns % 3 == i % columns % 4 ? v : 0)).Sum()]);
    }

    [Fact]
    public void Permute_AnyShape_MovesEveryElement()
    {
        int[] order = [];
        Shape shape = [];
        Check(
            random =>
            {
                order = [0, 1, 2, 3];
                random.Shuffle(order.AsSpan());
                shape = [random.NextInt(6), 1 + random.NextInt(20), Extent(random), 1 + random.NextInt(3)];
                return [Draw(random, shape)];
            },
            x => x[0].Permute(order),
            x =>
            {
                var extents = order.Select(axis => shape[axis]).ToArray();
                var strides = order.Select(axis => shape.Product(axis + 1, 4)).ToArray();
                var result = new double[shape.Length];
                for (var i = 0; i < result.Length; i++)
                {
                    var (rest, at) = (i, 0);
                    for (var axis = 3; axis >= 0; axis--)
                    {
                        at += rest % extents[axis] * strides[axis];
                        rest /= extents[axis];
                    }

                    result[i] = x[0][at];
                }

                return result;
            });
    }

    [Fact]
    public void DropoutAndGru_AnyShape_GiveTheSameBitsOnAnyNumberOfThreads()
    {
        Check(random => [Draw(random, [300, 1 + Extent(random)])], x => x[0].Dropout(0.25f, new RandomSource(3)), reference: null);
        var lengths = new int[40];
        Check(
            random =>
            {
                var (time, hidden) = (1 + random.NextInt(7), 1 + random.NextInt(60));
                for (var i = 0; i < lengths.Length; i++)
                    lengths[i] = random.NextInt(time + 1);
                return [Draw(random, [40, time, 3 * hidden]), Draw(random, [3 * hidden, hidden], 0.3f), Draw(random, [3 * hidden])];
            },
            x => x[0].GruSequence(x[1], x[2], lengths),
            reference: null);
    }

    private static void CheckRows(Func<Tensor, Tensor> ours, Func<double[], double[]> row, bool emptyRows = true)
    {
        var (rows, columns) = (0, 0);
        Check(
            random => [Draw(random, [rows = Extent(random), columns = emptyRows ? Extent(random) : 1 + Extent(random)], 4)],
            x => ours(x[0]),
            x => [.. Enumerable.Range(0, rows).SelectMany(r => row(x[0][(r * columns)..((r + 1) * columns)]))]);
    }

    /// <summary>Runs both sides on several random inputs. Outputs and gradients of every thread count are equal bit by bit, per kernel.</summary>
    private static void Check(Func<RandomSource, Tensor[]> draw, Func<Tensor[], Tensor> ours, Func<double[][], double[]>? reference)
    {
        var random = new RandomSource(11);
        var (level, threads) = (KernelSelection.Level, WorkerPool.ThreadCount);
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                using var outer = Scope.Begin();
                var inputs = draw(random);
                foreach (var input in inputs)
                    input.RequiresGradient = true;
                var expected = reference?.Invoke([.. inputs.Select(i => i.Data.ToArray().Select(v => (double)v).ToArray())]);
                foreach (var forced in Enum.GetValues<KernelLevel>())
                {
                    KernelSelection.Force(forced);
                    int[]? bits = null;
                    foreach (var count in new[] { 1, 2, 3 })
                    {
                        WorkerPool.ThreadCount = count;
                        var (output, all) = Pass(inputs, ours);
                        Assert.Equal(bits ?? all, all);
                        bits = all;
                        if (expected is not null && count == 1)
                            AssertClose(expected, output, $"{string.Join(" ", inputs.Select(i => i.Shape))} on {forced}");
                    }
                }
            }
        }
        finally
        {
            KernelSelection.Force(level);
            WorkerPool.ThreadCount = threads;
        }
    }

    private static (float[] Output, int[] Bits) Pass(Tensor[] inputs, Func<Tensor[], Tensor> ours)
    {
        using var scope = Scope.Begin();
        foreach (var input in inputs)
            input.ClearGradient();
        var output = ours(inputs);
        var values = output.Data.ToArray();
        (output * output).Sum().Backward();
        return (values, [.. values.Concat(inputs.SelectMany(i => i.Gradient!.Data.ToArray())).Select(BitConverter.SingleToInt32Bits)]);
    }

    // A sum of n products of order 1 in float32 is off by about √n·2⁻²⁴ of its terms: 1e-4 for the longest here, of values up to 50.
    private static void AssertClose(double[] expected, float[] found, string what)
    {
        Assert.Equal(expected.Length, found.Length);
        for (var i = 0; i < found.Length; i++)
        {
            Assert.True(
                Math.Abs(expected[i] - found[i]) <= 2e-5 * (1 + Math.Abs(expected[i])),
                $"{what}, element {i}: {expected[i]} in double precision, {found[i]} in ours");
        }
    }

    private static int Extent(RandomSource random) => Extents[random.NextInt(Extents.Length)];

    private static Tensor Draw(RandomSource random, Shape shape, float scale = 1, float offset = 0)
    {
        var tensor = Tensor.Empty(shape);
        foreach (ref var value in tensor.Data)
            value = offset + scale * (2 * random.NextSingle() - 1);
        return tensor;
    }

    private static double[] Product(double[] a, double[] b, int m, int k, int n, bool transposeA, bool transposeB)
    {
        var result = new double[m * n];
        for (var i = 0; i < m; i++)
        {
            for (var j = 0; j < n; j++)
            {
                for (var p = 0; p < k; p++)
                    result[i * n + j] += a[transposeA ? p * m + i : i * k + p] * b[transposeB ? j * k + p : p * n + j];
            }
        }

        return result;
    }

    private static double[] Softmax(double[] row)
    {
        var powers = row.Select(v => Math.Exp(v - row.Max())).ToArray();
        return [.. powers.Select(p => p / powers.Sum())];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    /// <summary>The error function by its series; cancellation leaves 10⁻⁶ at the ends of the range used here.</summary>
    private static double Erf(double x)
    {
        var (sum, term) = (x, x);
        for (var n = 1; n < 400; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }

        return Math.Abs(x) > 5 ? Math.Sign(x) : sum * 2 / Math.Sqrt(Math.PI);
    }

    private static int Source(int index, Shape shape, Shape own)
    {
        var (at, stride) = (0, 1);
        for (var i = 1; i <= shape.Rank; i++)
        {
            var position = index % shape[-i];
            index /= shape[-i];
            if (i > own.Rank)
                continue;
            at += own[-i] == 1 ? 0 : position * stride;
            stride *= own[-i];
        }

        return at;
    }
}
