using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Hsl;

/// <summary>One level of an encoder: features of words or regions in the context of the others, from those of the level before.</summary>
internal sealed class ContextLevel : Module
{
    private readonly List<TransformerEncoderLayer> layers = [];
    private readonly Gru? gru;

    public ContextLevel(HslSettings settings, int layerCount, RandomSource random)
    {
        if (settings.Encoder == ContextEncoder.Gru)
        {
            gru = AddChild("gru", new Gru(settings.Width, settings.Width / 2, random, bidirectional: true));
            return;
        }

        for (var i = 0; i < layerCount; i++)
        {
            layers.Add(AddChild($"layers.{i}",
                new TransformerEncoderLayer(settings.Width, settings.Heads, settings.FeedForward, random, settings.Dropout)));
        }
    }

    /// <param name="x">[batch, time, d]</param>
    /// <param name="padding">Which steps count.</param>
    /// <param name="mask">[batch, time], of the same padding.</param>
    /// <returns>[batch, time, d]</returns>
    public Tensor Forward(Tensor x, SequenceLengths padding, Tensor mask)
    {
        if (gru is not null)
            return gru.Forward(x, padding.Counts);
        foreach (var layer in layers)
            x = layer.Forward(x, mask);
        return x;
    }
}
