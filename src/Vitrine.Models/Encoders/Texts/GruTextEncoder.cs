using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>Words through a gated recurrent unit in both directions; the mean of its states and a linear map give the vector.</summary>
public sealed class GruTextEncoder : WordEncoder
{
    private readonly Gru recurrence;
    private readonly Linear output;
    private readonly Dropout dropout;

    internal GruTextEncoder(TextEncoderSettings settings, RandomSource random)
        : base(settings, random, settings.MostWords)
    {
        recurrence = AddChild("gru", new Gru(settings.WordDimensions, settings.Hidden, random, bidirectional: true));
        output = AddChild("output", new Linear(2 * settings.Hidden, settings.Dimensions, random));
        dropout = AddChild("dropout", new Dropout(settings.Dropout, random));
    }

    public override Tensor Forward(IReadOnlyList<int[]> texts)
    {
        var batch = WordBatch.Of(texts);
        var states = recurrence.Forward(Words.Sequences(batch), batch.Lengths.Counts); // [texts, time, 2 · hidden]
        return output.Forward(dropout.Forward(batch.Lengths.Mean(states)));
    }
}
