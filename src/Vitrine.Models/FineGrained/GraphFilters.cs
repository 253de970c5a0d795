using Vitrine.Models.Encoders;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.FineGrained;

/// <summary>Words of a text through their graph: two Chebyshev filters with a bias per word, each followed by a ReLU; no pooling. Children: <c>first</c>, <c>second</c>.</summary>
internal sealed class GraphFilters : Module
{
    private readonly int words;
    private readonly ChebyshevConv first;
    private readonly ChebyshevConv second;

    /// <param name="graph">Of the words.</param>
    /// <param name="preset">Polynomials of a filter, and how it begins.</param>
    /// <param name="random">Draws the first weights; biases begin at 0.</param>
    public GraphFilters(WordGraph graph, FineGrainedPreset preset, RandomSource random)
    {
        words = graph.Nodes;
        var laplacian = graph.Laplacian();
        first = AddChild("first", new ChebyshevConv(laplacian, 1, 1, preset.Order, random));
        second = AddChild("second", new ChebyshevConv(laplacian, 1, 1, preset.Order, random));
        if (!preset.StartsAsIdentity)
            return;
        foreach (var filter in (ChebyshevConv[])[first, second])
        {
            filter.Weight.Data.Clear();
            filter.Weight.Data[0] = 1;
        }
    }

    /// <returns>[texts, words]</returns>
    public Tensor Forward(TermBatch texts)
    {
        var x = Tensor.Zeros([texts.Count, words, 1]);
        for (var text = 0; text < texts.Count; text++)
        {
            var row = x.Data.Slice(text * words, words);
            for (var i = texts.Starts[text]; i < texts.Starts[text + 1]; i++)
                row[texts.Terms[i]] = texts.Weights[i];
        }

        return second.Forward(first.Forward(x).Relu()).Relu().Reshape([texts.Count, words]);
    }
}
