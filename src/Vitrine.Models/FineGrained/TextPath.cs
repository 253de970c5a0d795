using Vitrine.Models.Encoders;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// Texts to representations: words through their graph, then one linear layer as published; where asked for, a hidden layer with dropout before it.
/// Children: <c>words</c>, <c>hidden</c>, <c>output</c>.
/// </summary>
internal sealed class TextPath : Module
{
    private readonly GraphFilters words;
    private readonly Linear? hidden;
    private readonly Linear output;
    private readonly float dropout;
    private readonly bool areClasses;

    /// <param name="graph">Of the words.</param>
    /// <param name="preset">Sizes.</param>
    /// <param name="random">Draws the first weights.</param>
    public TextPath(WordGraph graph, FineGrainedPreset preset, RandomSource random)
    {
        words = AddChild("words", new GraphFilters(graph, preset, random));
        hidden = preset.TextHidden > 0 ? AddChild("hidden", GlorotLinear.New(graph.Nodes, preset.TextHidden, random, Activation.Relu)) : null;
        output = AddChild("output", GlorotLinear.New(hidden is null ? graph.Nodes : preset.TextHidden, preset.Width, random));
        dropout = preset.TextDropout;
        areClasses = preset.RepresentsClasses;
    }

    /// <param name="texts">The words of each.</param>
    /// <param name="random">Of dropout in a training.</param>
    /// <returns>[texts, width]: before the softmax, where representations are probabilities of classes.</returns>
    public Tensor Logits(TermBatch texts, RandomSource? random = null)
    {
        var x = words.Forward(texts);
        if (hidden is not null)
            x = hidden.Forward(x);
        return output.Forward(random is null || dropout == 0 ? x : x.Dropout(dropout, random));
    }

    /// <summary>The representations. [texts, width]</summary>
    public Tensor Forward(TermBatch texts) => Representations(Logits(texts));

    /// <summary>What the product compares.</summary>
    public Tensor Representations(Tensor logits) => areClasses ? logits.Softmax() : logits;
}
