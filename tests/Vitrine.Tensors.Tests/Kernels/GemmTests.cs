using Vitrine.Tensors.Kernels;
using static Vitrine.Tensors.Tests.Kernels.KernelLevels;

namespace Vitrine.Tensors.Tests.Kernels;

[Collection(Name)]
public unsafe class GemmTests
{
    // Empty, single, primes, one tile of each level and one more, several blocks of depth.
    private static readonly int[] Extents = [0, 1, 2, 3, 5, 7, 12, 13, 16, 17, 31, 32, 33, 37, 64, 97];

    public static TheoryData<KernelLevel> Levels => All;

    [Theory]
    [MemberData(nameof(Levels))]
    public void Multiply_RandomShapes_EqualsDoublePrecision(KernelLevel level) => With(level, 2, () =>
    {
        var random = new RandomSource(7);
        for (var trial = 0; trial < 400; trial++)
        {
            var shape = (M: Pick(random), N: Pick(random), K: trial % 10 == 0 ? 523 : Pick(random));
            Check(random, shape, trial % 2 == 1, trial / 2 % 2 == 1, trial / 4 % 2, trial % 3 == 0 ? 0.25f : 1, batch: 1 + trial % 3);
        }
    });

    [Theory]
    [InlineData(400, 70, 300, false, false)]
    [InlineData(70, 1100, 260, false, true)]
    [InlineData(1, 2000, 515, false, true)]
    [InlineData(3, 515, 1030, false, true)]
    [InlineData(1000, 1, 512, false, true)]
    [InlineData(790, 515, 64, true, false)]
    [InlineData(129, 257, 513, true, true)]
    public void Multiply_SeveralBlocks_EqualsDoublePrecision(int m, int n, int k, bool transposeA, bool transposeB)
    {
        foreach (var level in Enum.GetValues<KernelLevel>())
            With(level, 2, () => Check(new RandomSource(3), (m, n, k), transposeA, transposeB, beta: 1, alpha: 1, batch: 1));
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Multiply_AnyNumberOfThreads_SameBits(KernelLevel level)
    {
        var random = new RandomSource(11);
        foreach (var (m, n, k, transposeB) in new[] { (401, 335, 700, false), (2, 1999, 640, true), (640, 1, 1025, true), (23, 777, 300, true) })
        {
            var a = Values(random, m * k);
            var b = Values(random, k * n);
            var results = new List<float[]>();
            foreach (var threads in new[] { 1, 2, 3, 5 })
            {
                var c = new float[m * n];
                With(level, threads, () => Multiply(false, transposeB, m, n, k, a, b, 0, c));
                results.Add(c);
            }

            Assert.All(results, result => Assert.Equal(results[0], result));
        }
    }

    /// <summary>What a layer makes of one query is what it makes of it among others.</summary>
    [Theory]
    [MemberData(nameof(Levels))]
    public void Multiply_FewerRows_HaveTheBitsThatTheyHaveAmongMore(KernelLevel level)
    {
        var random = new RandomSource(13);
        foreach (var (n, k, transposeB) in new[] { (1, 300, true), (3, 70, true), (37, 640, true), (257, 33, true), (70, 300, false) })
        {
            const int Most = 40;
            var (a, b, all) = (Values(random, Most * k), Values(random, k * n), new float[Most * n]);
            With(level, 2, () => Multiply(false, transposeB, Most, n, k, a, b, 0, all));
            foreach (var rows in new[] { 1, 2, 3, 4, 5, 13 })
            {
                var few = new float[rows * n];
                With(level, 2, () => Multiply(false, transposeB, rows, n, k, a[..(rows * k)], b, 0, few));
                Assert.Equal(all[..few.Length], few);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void Multiply_WithEpilogue_AddsBiasKeepsInputsAndActivates(KernelLevel level)
    {
        var random = new RandomSource(5);
        foreach (var activation in Enum.GetValues<Activation>())
        {
            foreach (var (m, n, k) in new[] { (29, 75, 41), (2, 37, 64), (50, 3, 300), (1, 1, 1) })
            {
                var a = Values(random, m * k);
                var b = Values(random, k * n);
                var bias = Values(random, n);
                var c = new float[m * n];
                var inputs = new float[m * n];
                With(level, 2, () =>
                {
                    fixed (float* pb = bias, pi = inputs)
                        Multiply(false, true, m, n, k, a, b, 0, c, new Epilogue(pb, activation, pi));
                });
                for (var i = 0; i < m * n; i++)
                {
                    var input = Dot(a, b, false, true, m, n, k, i / n, i % n) + bias[i % n];
                    Assert.Equal(input, inputs[i], 2e-5);
                    Assert.Equal(ActivationReference.Value(activation, input), c[i], 2e-5);
                }
            }
        }
    }

    [Fact]
    public void Multiply_NotANumber_ReachesTheResult()
    {
        foreach (var level in Enum.GetValues<KernelLevel>())
        {
            foreach (var activation in Enum.GetValues<Activation>())
            {
                var c = new float[64];
                With(level, 1, () => Multiply(false, false, 1, 64, 1, [float.NaN], Values(new RandomSource(1), 64), 0, c, new Epilogue(null, activation)));
                Assert.All(c, value => Assert.True(float.IsNaN(value), $"{level} {activation}"));
            }
        }
    }

    private static int Pick(RandomSource random) => Extents[random.NextInt(Extents.Length)];

    private static void Check(RandomSource random, (int M, int N, int K) shape, bool transposeA, bool transposeB, int beta, float alpha, int batch)
    {
        var (m, n, k) = shape;
        var a = Values(random, batch * m * k);
        var b = Values(random, batch * k * n);
        var before = Values(random, batch * m * n);
        var c = beta == 0 ? Enumerable.Repeat(float.NaN, before.Length).ToArray() : [.. before];
        fixed (float* pa = a, pb = b, pc = c)
        {
            Gemm.MultiplyBatch(
                batch, transposeA, transposeB, m, n, k, pa, transposeA ? m : k, m * k, pb, transposeB ? k : n, k * n, beta, pc, n, m * n, alpha);
        }

        for (var item = 0; item < batch; item++)
        {
            for (var i = 0; i < m * n; i++)
            {
                var expected = alpha * Dot(a.AsSpan(item * m * k), b.AsSpan(item * k * n), transposeA, transposeB, m, n, k, i / n, i % n)
                    + beta * before[item * m * n + i];

                // Rounding grows with the terms (each at most 1/4 here) as √k · 2⁻²⁴ · k/4 at worst; measured errors are 100 times smaller.
                var tolerance = 1e-6 * (1 + k * 0.05);
                Assert.True(
                    Math.Abs(expected - c[item * m * n + i]) <= tolerance,
                    $"{KernelSelection.Level} {shape} {transposeA} {transposeB} beta {beta}: [{i / n}, {i % n}] is {c[item * m * n + i]}, expected {expected}");
            }
        }
    }

    private static void Multiply(
        bool transposeA, bool transposeB, int m, int n, int k, float[] a, float[] b, float beta, float[] c, Epilogue epilogue = default)
    {
        fixed (float* pa = a, pb = b, pc = c)
            Gemm.Multiply(transposeA, transposeB, m, n, k, pa, transposeA ? m : k, pb, transposeB ? k : n, beta, pc, n, epilogue);
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b, bool transposeA, bool transposeB, int m, int n, int k, int i, int j)
    {
        var sum = 0.0;
        for (var p = 0; p < k; p++)
            sum += (double)(transposeA ? a[p * m + i] : a[i * k + p]) * (transposeB ? b[j * k + p] : b[p * n + j]);
        return sum;
    }

    private static float[] Values(RandomSource random, int count)
    {
        var values = new float[count];
        foreach (ref var value in values.AsSpan())
            value = random.NextSingle() - 0.5f;
        return values;
    }
}
