using System.Runtime.InteropServices;
using Vitrine.Catalogue.Text;
using Vitrine.Models.FineGrained;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.FineGrained;

public class WordGraphTests
{
    [Fact]
    public void Of_RandomVectors_JoinsWhereOneIsAmongTheNearestOfTheOther()
    {
        const int Words = 300, Dimensions = 6, Neighbours = 4;
        var random = new RandomSource(1);
        var vectors = new WordVectors([.. Enumerable.Range(0, Words - 1).Select(word => $"w{word}")], [.. Enumerable.Range(0, (Words - 1) * Dimensions).Select(_ => random.NextNormal())], Dimensions);
        var vocabulary = new Vocabulary([.. Enumerable.Range(0, Words).Select(word => $"w{word}")], new int[Words], 1); // the last has no vector
        var graph = WordGraph.Of(vocabulary, vectors, Neighbours, cancellation: TestContext.Current.CancellationToken);

        var nearest = Enumerable.Range(0, Words - 1).Select(word => Enumerable.Range(0, Words - 1).Where(other => other != word)
            .OrderByDescending(other => Cosine(vectors[word], vectors[other])).Take(Neighbours).ToHashSet()).ToArray();
        var expected =
            from one in Enumerable.Range(0, Words - 1)
            from other in Enumerable.Range(one + 1, Words - 2 - one)
            where nearest[one].Contains(other) || nearest[other].Contains(one)
            select (one, other);
        Assert.Equal(expected, MemoryMarshal.Cast<byte, int>(graph.Edges).ToArray().Chunk(2).Select(edge => (edge[0], edge[1])));
        Assert.Equal(Words, graph.Nodes);
    }

    [Fact]
    public void Laplacian_OfAPath_IsNormalisedByDegrees()
    {
        var graph = new WordGraph(4, MemoryMarshal.AsBytes<int>([0, 1, 1, 2]).ToArray()); // 3 stands alone
        using var scope = Scope.Begin();
        var unit = Tensor.Zeros([4, 4]);
        for (var i = 0; i < 4; i++)
            unit.Data[i * 4 + i] = 1;
        var root = (float)(-1 / Math.Sqrt(2));
        Assert.Equal([0, root, 0, 0, root, 0, root, 0, 0, root, 0, 0, 0, 0, 0, 0], graph.Laplacian().MatMul(unit).Data.ToArray());
    }

    private static double Cosine(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
            (ab, aa, bb) = (ab + (double)a[i] * b[i], aa + (double)a[i] * a[i], bb + (double)b[i] * b[i]);
        return ab / Math.Sqrt(aa * bb);
    }
}
