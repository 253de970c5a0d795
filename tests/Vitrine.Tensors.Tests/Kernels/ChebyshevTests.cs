using Vitrine.Tensors.Kernels;
using static Vitrine.Tensors.Tests.Kernels.KernelLevels;

namespace Vitrine.Tensors.Tests.Kernels;

[Collection(Name)]
public class ChebyshevTests
{
    // Of float32 sums of a few dozen products.
    private const double Tolerance = 1e-5;

    public static TheoryData<KernelLevel> Levels => All;

    [Theory]
    [MemberData(nameof(Levels))]
    public void ChebyshevFilter_RandomGraphs_EqualsDoublePrecision(KernelLevel level) => With(level, 2, () =>
    {
        var random = new RandomSource(51);
        foreach (var (batch, nodes, order) in ((int, int, int)[])[(1, 1, 3), (3, 7, 1), (16, 33, 2), (17, 100, 3), (40, 65, 5)])
        {
            var (entries, matrix) = Graph(random, nodes);
            var (x, theta, bias, g) = (Values(random, batch * nodes), Values(random, order), Values(random, nodes), Values(random, batch * nodes));
            using var scope = Scope.Begin();
            var tensors = (X: Leaf(x, [batch, nodes]), Theta: Leaf(theta, [order]), Bias: Leaf(bias, [nodes]));
            var y = matrix.ChebyshevFilter(tensors.X, tensors.Theta, tensors.Bias);
            var expected = new double[batch * nodes];
            var (forX, forTheta, forBias) = (new double[batch * nodes], new double[order], new double[nodes]);
            for (var row = 0; row < batch; row++)
            {
                var (from, to) = (row * nodes, (row + 1) * nodes);
                var (terms, back) = (Terms(entries, x[from..to], order, transposed: false), Terms(entries, g[from..to], order, transposed: true));
                for (var node = 0; node < nodes; node++)
                {
                    expected[from + node] = bias[node];
                    forBias[node] += g[from + node];
                    for (var k = 0; k < order; k++)
                    {
                        expected[from + node] += theta[k] * terms[k][node];
                        forX[from + node] += theta[k] * back[k][node];
                        forTheta[k] += back[k][node] * x[from + node];
                    }
                }
            }

            Near(expected, y.Data);
            y.Multiply(Tensor.From(g, y.Shape)).Sum().Backward();
            Near(forX, tensors.X.Gradient!.Data);
            Near(forTheta, tensors.Theta.Gradient!.Data);
            Near(forBias, tensors.Bias.Gradient!.Data);
        }
    });

    [Theory]
    [MemberData(nameof(Levels))]
    public void ChebyshevFilter_OnOneThreadOrMore_GivesTheSameBits(KernelLevel level)
    {
        var (_, matrix) = Graph(new RandomSource(52), 90);
        var one = Array.Empty<float>();
        foreach (var threads in (int[])[1, 2, 3])
        {
            With(level, threads, () =>
            {
                var random = new RandomSource(53);
                using var scope = Scope.Begin();
                Tensor[] inputs = [Leaf(Values(random, 70 * 90), [70, 90]), Leaf(Values(random, 3), [3]), Leaf(Values(random, 90), [90])];
                var y = matrix.ChebyshevFilter(inputs[0], inputs[1], inputs[2]);
                float[] all = [.. y.Data];
                y.Square().Sum().Backward();
                all = [.. all, .. inputs.SelectMany(input => input.Gradient!.Data.ToArray())];
                one = threads == 1 ? all : one;
                Assert.Equal(one, all);
            });
        }
    }

    [Fact]
    public void ChebyshevFilter_OtherSizes_IsRefused()
    {
        using var scope = Scope.Begin();
        var matrix = SparseMatrix.From(3, 3, [(0, 1, 1f)]);
        Assert.Throws<ArgumentException>(() => matrix.ChebyshevFilter(Tensor.Zeros([2, 4]), Tensor.Zeros([3])));
        Assert.Throws<ArgumentException>(() => matrix.ChebyshevFilter(Tensor.Zeros([2, 3]), Tensor.Zeros([0])));
        Assert.Throws<ArgumentException>(() => matrix.ChebyshevFilter(Tensor.Zeros([2, 3]), Tensor.Zeros([3]), Tensor.Zeros([2])));
    }

    private static ((int Row, int Column, float Value)[] Entries, SparseMatrix Matrix) Graph(RandomSource random, int nodes)
    {
        (int, int, float)[] entries = [.. Enumerable.Range(0, 5 * nodes).Select(_ => (random.NextInt(nodes), random.NextInt(nodes), 0.3f * random.NextNormal()))];
        return (entries, SparseMatrix.From(nodes, nodes, entries));
    }

    private static double[][] Terms((int Row, int Column, float Value)[] entries, float[] x, int order, bool transposed)
    {
        var terms = new double[order][];
        terms[0] = [.. x.Select(value => (double)value)];
        for (var k = 1; k < order; k++)
        {
            terms[k] = new double[x.Length];
            foreach (var (row, column, value) in entries)
                terms[k][transposed ? column : row] += (k == 1 ? 1 : 2) * value * terms[k - 1][transposed ? row : column];
            for (var node = 0; k > 1 && node < x.Length; node++)
                terms[k][node] -= terms[k - 2][node];
        }

        return terms;
    }

    private static float[] Values(RandomSource random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];

    private static Tensor Leaf(float[] values, Shape shape)
    {
        var tensor = Tensor.From(values, shape);
        tensor.RequiresGradient = true;
        return tensor;
    }

    private static void Near(double[] expected, Span<float> found)
    {
        var scale = 1 + expected.Max(Math.Abs);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - found[i]) <= Tolerance * scale, $"element {i}: {found[i]}, in double precision {expected[i]}");
    }
}
