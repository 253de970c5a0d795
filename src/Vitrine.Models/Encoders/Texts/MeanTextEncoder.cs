using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>
/// The mean m of a text's word vectors, without regard to their order (a deep averaging network: Iyyer et al., ACL 2015): n = norm(m), then
/// W·n + b + V·gelu(U·n + c). The linear part alone sees to it that words add up; the hidden layer learns where they do not.
/// </summary>
public sealed class MeanTextEncoder : WordEncoder
{
    private readonly LayerNorm norm;
    private readonly Linear direct;
    private readonly Linear inner;
    private readonly Linear outer;
    private readonly Dropout dropout;

    internal MeanTextEncoder(TextEncoderSettings settings, RandomSource random)
        : base(settings, random)
    {
        norm = AddChild("norm", new LayerNorm(settings.WordDimensions));
        direct = AddChild("direct", new Linear(settings.WordDimensions, settings.Dimensions, random));
        inner = AddChild("inner", new Linear(settings.WordDimensions, settings.Hidden, random, activation: Activation.Gelu));
        outer = AddChild("outer", new Linear(settings.Hidden, settings.Dimensions, random));
        dropout = AddChild("dropout", new Dropout(settings.Dropout, random));
    }

    public override Tensor Forward(IReadOnlyList<int[]> texts)
    {
        var x = dropout.Forward(norm.Forward(Words.Means(texts))); // [texts, word dimensions]
        return direct.Forward(x) + outer.Forward(inner.Forward(x));
    }
}
