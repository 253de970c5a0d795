using Vitrine.Tensors.Kernels;
using static Vitrine.Tensors.Tests.Kernels.KernelLevels;

namespace Vitrine.Tensors.Tests.Kernels;

[Collection(Name)]
public class AttentionTests
{
    public static TheoryData<KernelLevel> Levels => All;

    [Theory]
    [MemberData(nameof(Levels))]
    public void Attention_RandomShapes_EqualsDoublePrecision(KernelLevel level) => With(level, 2, () =>
    {
        var random = new RandomSource(31);
        for (var trial = 0; trial < 40; trial++)
        {
            var (batch, heads, features) = (1 + random.NextInt(3), 1 + random.NextInt(3), 1 + random.NextInt(40));
            var keys = 1 + random.NextInt(trial % 8 == 0 ? 90 : 20);
            var queries = trial % 3 == 0 ? keys : 1 + random.NextInt(20);
            Check(random, batch, heads, queries, keys, features, Mask(random, batch, keys, trial % 3), causal: trial % 4 >= 2);
        }

        Check(random, 1, 1, 700, 700, 5, null, causal: true); // several blocks of queries
        Check(random, 2, 1, 70, 600, 3, Mask(random, 2, 600, 1), causal: false);
    });

    [Theory]
    [MemberData(nameof(Levels))]
    public void Attention_HeadsSideBySide_SameBitsAsSeparateHeads(KernelLevel level) => With(level, 2, () =>
    {
        const int Batch = 2, Heads = 3, Queries = 11, Keys = 17, Features = 8;
        var random = new RandomSource(37);
        using var scope = Scope.Begin();
        Tensor[] flat = [Values(random, [Batch, Queries, Heads * Features]), Values(random, [Batch, Keys, Heads * Features]), Values(random, [Batch, Keys, Heads * Features])];
        Tensor[] split = [.. flat.Select(x => Split(x, Heads))];
        foreach (var x in flat.Concat(split))
            x.RequiresGradient = true;
        var mask = Mask(random, Batch, Keys, 1);
        var side = flat[0].Attention(flat[1], flat[2], Heads, mask);
        var apart = split[0].Attention(split[1], split[2], mask);
        Assert.Equal(apart.Data, Split(side, Heads).Data);
        var g = Values(random, [side.Length, 1]);
        var splitG = Split(g.View(side.Shape), Heads).View([side.Length, 1]);
        side.Reshape([1, side.Length]).MatMul(g).Reshape([]).Backward();
        using (var second = Scope.Begin())
            split[0].Attention(split[1], split[2], mask).Reshape([1, side.Length]).MatMul(splitG).Reshape([]).Backward();
        for (var i = 0; i < 3; i++)
            Assert.Equal(split[i].Gradient!.Data, Split(flat[i].Gradient!, Heads).Data);
    });

    [Theory]
    [MemberData(nameof(Levels))]
    public void SelfAttention_Packed_SameBitsAsThreeTensors(KernelLevel level) => With(level, 2, () =>
    {
        const int Batch = 3, Heads = 2, Time = 13, Width = 10;
        var random = new RandomSource(43);
        using var scope = Scope.Begin();
        var packed = Values(random, [Batch, Time, 3 * Width]);
        Tensor[] parts = [.. Enumerable.Range(0, 3).Select(i => packed.Slice(2, i * Width, Width).Clone())];
        foreach (var x in parts.Append(packed))
            x.RequiresGradient = true;
        var mask = Mask(random, Batch, Time, 2)!;
        var g = Values(random, [Batch * Time * Width, 1]);
        for (var pass = 0; pass < 2; pass++) // the second adds to the gradients of the first
        {
            var together = packed.SelfAttention(Heads, mask, causal: true);
            var apart = parts[0].Attention(parts[1], parts[2], Heads, mask, causal: true);
            Assert.Equal(apart.Data, together.Data);
            (together.Reshape([1, g.Length]).MatMul(g) + apart.Reshape([1, g.Length]).MatMul(g)).Reshape([]).Backward();
            for (var i = 0; i < 3; i++)
                Assert.Equal(parts[i].Gradient!.Data, packed.Gradient!.Slice(2, i * Width, Width).Data);
        }
    });

    [Fact]
    public void Attention_OneTensorInAllRoles_SumsItsGradients()
    {
        var random = new RandomSource(41);
        var shape = new Shape(2, 2, 9, 5);
        using var x = Values(random, shape);
        Tensor[] copies = [x.Clone(), x.Clone(), x.Clone()];
        foreach (var tensor in copies.Append(x))
            tensor.RequiresGradient = true;
        var g = Values(random, [shape.Length, 1]);
        using (Scope.Begin())
            x.Attention(x, x).Reshape([1, shape.Length]).MatMul(g).Reshape([]).Backward();
        using (Scope.Begin())
            copies[0].Attention(copies[1], copies[2]).Reshape([1, shape.Length]).MatMul(g).Reshape([]).Backward();
        for (var i = 0; i < shape.Length; i++)
            Assert.Equal(copies.Sum(c => (double)c.Gradient!.Data[i]), x.Gradient!.Data[i], 1e-6);
    }

    [Fact]
    public void Attention_ShapesThatDoNotFit_NamesThem()
    {
        using var scope = Scope.Begin();
        var q = Tensor.Zeros([2, 3, 4, 5]);
        Assert.Contains("[2, 3, 4, 6]", Message(() => q.Attention(Tensor.Zeros([2, 3, 4, 6]), Tensor.Zeros([2, 3, 4, 6]))));
        Assert.Contains("mask [2, 5]", Message(() => q.Attention(q, q, Tensor.Zeros([2, 5]))));
        Assert.Contains("[2, 3, 4, 5]", Message(() => q.SelfAttention(1)));
        Assert.Contains("4 heads", Message(() => Tensor.Zeros([1, 2, 6]).Attention(Tensor.Zeros([1, 2, 6]), Tensor.Zeros([1, 2, 6]), 4)));
    }

    private static string Message(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message.ToLowerInvariant();

    private static void Check(RandomSource random, int batch, int heads, int queries, int keys, int features, Tensor? mask, bool causal)
    {
        var name = $"{KernelSelection.Level} {batch}×{heads}×{queries}/{keys}×{features} mask {(mask is null ? "none" : string.Join("", mask.Data.ToArray()))} causal {causal}";
        using var q = Values(random, [batch, heads, queries, features]);
        using var k = Values(random, [batch, heads, keys, features]);
        using var v = Values(random, [batch, heads, keys, features]);
        q.RequiresGradient = k.RequiresGradient = v.RequiresGradient = true;
        using var scope = Scope.Begin();
        var y = q.Attention(k, v, mask, causal);
        var g = Values(random, [y.Length, 1]);
        var scale = 1 / Math.Sqrt(features);
        var (expected, dq, dk, dv) = (new double[q.Length], new double[q.Length], new double[k.Length], new double[k.Length]);
        for (var plane = 0; plane < batch * heads; plane++)
        {
            for (var i = 0; i < queries; i++)
            {
                var row = (plane * queries + i) * features;
                var visible = causal ? Math.Clamp(i + 1 + keys - queries, 0, keys) : keys;
                var p = new double[visible];
                for (var j = 0; j < visible; j++)
                {
                    if (mask is not null && mask.Data[plane / heads * keys + j] == 0)
                        p[j] = double.NegativeInfinity;
                    for (var f = 0; f < features; f++)
                        p[j] += scale * q.Data[row + f] * k.Data[(plane * keys + j) * features + f];
                }

                var largest = p.DefaultIfEmpty(double.NegativeInfinity).Max();
                if (double.IsNegativeInfinity(largest))
                    continue;
                var sum = p.Sum(s => Math.Exp(s - largest));
                var slopes = new double[visible];
                for (var j = 0; j < visible; j++)
                {
                    p[j] = Math.Exp(p[j] - largest) / sum;
                    for (var f = 0; f < features; f++)
                    {
                        var at = (plane * keys + j) * features + f;
                        expected[row + f] += p[j] * v.Data[at];
                        slopes[j] += (double)g.Data[row + f] * v.Data[at];
                        dv[at] += p[j] * g.Data[row + f];
                    }
                }

                var mean = p.Zip(slopes, (a, b) => a * b).Sum();
                for (var j = 0; j < visible; j++)
                {
                    for (var f = 0; f < features; f++)
                    {
                        var at = (plane * keys + j) * features + f;
                        dq[row + f] += scale * p[j] * (slopes[j] - mean) * k.Data[at];
                        dk[at] += scale * p[j] * (slopes[j] - mean) * q.Data[row + f];
                    }
                }
            }
        }

        Equal(expected, y.Data, $"y {name}");
        y.Reshape([1, y.Length]).MatMul(g).Reshape([]).Backward();
        Equal(dq, q.Gradient!.Data, $"∂q {name}");
        Equal(dk, k.Gradient!.Data, $"∂k {name}");
        Equal(dv, v.Gradient!.Data, $"∂v {name}");
        q.Attention(k, v, mask, causal).Reshape([1, y.Length]).MatMul(g).Reshape([]).Backward();
        Equal([.. dq.Select(x => 2 * x)], q.Gradient!.Data, $"2∂q {name}");
        Equal([.. dk.Select(x => 2 * x)], k.Gradient!.Data, $"2∂k {name}");
        Equal([.. dv.Select(x => 2 * x)], v.Gradient!.Data, $"2∂v {name}");
    }

    /// <summary>Kind 0: none; 1: lengths; 2: holes anywhere.</summary>
    private static Tensor? Mask(RandomSource random, int batch, int keys, int kind)
    {
        if (kind == 0)
            return null;
        var mask = Tensor.Zeros([batch, keys]);
        for (var b = 0; b < batch; b++)
        {
            var length = random.NextInt(keys + 1);
            for (var j = 0; j < keys; j++)
                mask.Data[b * keys + j] = kind == 1 ? (j < length ? 1 : 0) : random.NextInt(2);
        }

        return mask;
    }

    private static void Equal(double[] expected, ReadOnlySpan<float> actual, string name)
    {
        for (var i = 0; i < expected.Length; i++)
        {
            // Means of numbers below 1/2, and their slopes: errors of some 2⁻²⁴ per term.
            if (!(Math.Abs(expected[i] - actual[i]) <= 5e-6))
                Assert.Fail($"{name}: [{i}] is {actual[i]}, expected {expected[i]}");
        }
    }

    private static Tensor Split(Tensor x, int heads)
    {
        var (batch, time, features) = (x.Shape[0], x.Shape[1], x.Shape[2] / heads);
        var result = Tensor.Empty([batch, heads, time, features]);
        for (var i = 0; i < x.Length; i++)
        {
            var (b, t, h, f) = (i / features / heads / time, i / features / heads % time, i / features % heads, i % features);
            result.Data[((b * heads + h) * time + t) * features + f] = x.Data[i];
        }

        return result;
    }

    private static Tensor Values(RandomSource random, Shape shape)
    {
        var tensor = Tensor.Empty(shape);
        foreach (ref var value in tensor.Data)
            value = random.NextSingle() - 0.5f;
        return tensor;
    }
}
