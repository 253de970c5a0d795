using Vitrine.Models.Contrastive;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Contrastive;

public sealed class CrossBatchMemoryTests
{
    [Fact]
    public void Loss_WithNothingRemembered_IsThatOfTheBatch()
    {
        using var scope = Scope.Begin();
        using var memory = new CrossBatchMemory(8, 6);
        var (images, texts) = (Unit(4, 1), Unit(4, 2));
        var scale = Tensor.From([5f], [1]);
        int[] groups = [0, 1, 1, 2];
        var expected = (texts.MatMul(images, transposeB: true) * scale).InfoNce(groups).Item;
        Assert.Equal(expected, memory.Loss(images, texts, scale, groups).Item, 1e-5f);
    }

    [Fact]
    public void Loss_WithABatchRemembered_IsThatOverBoth()
    {
        using var scope = Scope.Begin();
        using var memory = new CrossBatchMemory(8, 6);
        var (oldImages, oldTexts, images, texts) = (Unit(3, 1), Unit(3, 2), Unit(2, 3), Unit(2, 4));
        memory.Add(oldImages, oldTexts, [7, 8, 9]);
        var scale = Tensor.From([5f], [1]);
        var expected = 0.0;
        for (var i = 0; i < 2; i++)
            expected += 0.25 * (CrossEntropy(texts, i, images, oldImages, skip: i == 0 ? 8 : -1) + CrossEntropy(images, i, texts, oldTexts, skip: i == 0 ? 8 : -1));
        Assert.Equal(expected, memory.Loss(images, texts, scale, [8, 1]).Item, 1e-5);

        double CrossEntropy(Tensor queries, int i, Tensor own, Tensor old, int skip)
        {
            var sum = 0.0;
            for (var j = 0; j < 2; j++)
                sum += Math.Exp(5 * Dot(queries, i, own, j));
            for (var j = 0; j < 3; j++)
                sum += 7 + j == skip ? 0 : Math.Exp(5 * Dot(queries, i, old, j));
            return Math.Log(sum) - 5 * Dot(queries, i, own, i);
        }
    }

    [Fact]
    public void Add_MoreThanItHolds_ForgetsTheOldest()
    {
        using var scope = Scope.Begin();
        using var small = new CrossBatchMemory(4, 6);
        using var large = new CrossBatchMemory(4, 6);
        small.Add(Unit(3, 1), Unit(3, 2), [1, 2, 3]);
        small.Add(Unit(4, 3), Unit(4, 4), [4, 5, 6, 7]);
        large.Add(Unit(4, 3), Unit(4, 4), [4, 5, 6, 7]);
        var scale = Tensor.From([5f], [1]);
        Assert.Equal(large.Loss(Unit(2, 5), Unit(2, 6), scale, [8, 9]).Item, small.Loss(Unit(2, 5), Unit(2, 6), scale, [8, 9]).Item, 1e-5f);
    }

    private static double Dot(Tensor a, int i, Tensor b, int j) => System.Numerics.Tensors.TensorPrimitives.Dot(a.Data.Slice(i * 6, 6), b.Data.Slice(j * 6, 6));

    private static Tensor Unit(int count, ulong seed)
    {
        var random = new RandomSource(seed);
        return Tensor.From([.. Enumerable.Range(0, count * 6).Select(_ => random.NextNormal())], [count, 6]).L2Normalise();
    }
}
