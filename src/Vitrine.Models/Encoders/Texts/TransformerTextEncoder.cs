using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>
/// Words and learned places through transformer layers (norms first, which trains without a warm-up); the mean of the steps, normalised, and a linear map
/// give the vector. Own parameter: <c>positions</c> [most words, word dimensions].
/// </summary>
public sealed class TransformerTextEncoder : WordEncoder
{
    private readonly Tensor positions;
    private readonly TransformerEncoderLayer[] layers;
    private readonly LayerNorm norm;
    private readonly Linear output;

    internal TransformerTextEncoder(TextEncoderSettings settings, RandomSource random)
        : base(settings, random, settings.MostWords)
    {
        // Small beside the words, as at first the place of a word says nothing.
        positions = AddParameter("positions", [settings.MostWords, settings.WordDimensions]).Normal(random, 0.02f);
        layers = [.. Enumerable.Range(0, settings.Layers).Select(layer => AddChild($"layers.{layer}", new TransformerEncoderLayer(
            settings.WordDimensions, settings.Heads, settings.Hidden, random, settings.Dropout, Activation.Gelu, normFirst: true)))];
        norm = AddChild("norm", new LayerNorm(settings.WordDimensions));
        output = AddChild("output", new Linear(settings.WordDimensions, settings.Dimensions, random));
    }

    public override Tensor Forward(IReadOnlyList<int[]> texts)
    {
        var batch = WordBatch.Of(texts);
        var mask = batch.Lengths.Mask();
        var x = Words.Sequences(batch) + positions.Slice(0, 0, batch.Lengths.Time); // [texts, time, word dimensions]
        foreach (var layer in layers)
            x = layer.Forward(x, mask);
        return output.Forward(batch.Lengths.Mean(norm.Forward(x)));
    }
}
