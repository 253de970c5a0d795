using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// GIN's way from words to nodes, forward and backward: two Chebyshev filters of three terms with a bias per word and a ReLU, on 256 texts of 100 words, in a graph of 10,055 words in
/// which each has drawn eight neighbours.
/// </summary>
public sealed class GraphFiltersStep : IWork
{
    private const int Words = 10_055;
    private const int Texts = 256;
    private const int WordsPerText = 100;
    private const int Neighbours = 8;

    private readonly ChebyshevConv first;
    private readonly ChebyshevConv second;
    private readonly Tensor texts;
    private readonly Tensor weights;

    public GraphFiltersStep()
    {
        var random = new RandomSource(1);
        var laplacian = Laplacian(random);
        (first, second) = (new ChebyshevConv(laplacian, 1, 1, 3, random), new ChebyshevConv(laplacian, 1, 1, 3, random));
        texts = Tensor.Zeros([Texts, Words, 1]);
        for (var i = 0; i < Texts * WordsPerText; i++)
            texts.Data[i / WordsPerText * Words + random.NextInt(Words)]++;
        weights = WorkData.Normal(random, [Texts * Words, 1]);
    }

    public void Run()
    {
        foreach (var (_, parameter) in first.Parameters().Concat(second.Parameters()))
            parameter.ClearGradient();
        using var scope = Scope.Begin();
        var y = second.Forward(first.Forward(texts).Relu()).Relu();
        y.Reshape([1, y.Length]).MatMul(weights).Reshape([]).Backward();
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        texts.Dispose();
        weights.Dispose();
    }

    private static SparseMatrix Laplacian(RandomSource random)
    {
        var edges = new HashSet<(int One, int Other)>();
        for (var word = 0; word < Words; word++)
        {
            for (var drawn = 0; drawn < Neighbours; drawn++)
            {
                var other = (word + 1 + random.NextInt(Words - 1)) % Words;
                edges.Add((Math.Min(word, other), Math.Max(word, other)));
            }
        }

        var degrees = edges.SelectMany(edge => (int[])[edge.One, edge.Other]).CountBy(word => word).ToDictionary();
        return SparseMatrix.From(Words, Words, edges.SelectMany(edge =>
        {
            var value = -1 / MathF.Sqrt((float)degrees[edge.One] * degrees[edge.Other]);
            return ((int, int, float)[])[(edge.One, edge.Other, value), (edge.Other, edge.One, value)];
        }));
    }
}
