using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Ssah;

/// <summary>What one network of SSAH says of a batch.</summary>
/// <param name="Features">F, semantic features. [batch, width]</param>
/// <param name="Hash">H. [batch, bits], in (−1, 1)</param>
/// <param name="Classes">Logits of the classes. [batch, classes]</param>
internal readonly record struct SsahOutput(Tensor Features, Tensor Hash, Tensor Classes);

/// <summary>On features g: F = tanh(W g + b), and of F the hash representation H = tanh(V F + c) and the classes. Children: <c>features</c>, <c>hash</c>, <c>classes</c>.</summary>
internal sealed class SsahHeads : Module
{
    /// <summary>Width of F.</summary>
    public const int Width = 512;

    private readonly Linear features;
    private readonly Linear hash;
    private readonly Linear classes;

    public SsahHeads(int inputs, int bits, int classCount, RandomSource random)
    {
        features = AddChild("features", new Linear(inputs, Width, random, activation: Activation.Tanh));
        hash = AddChild("hash", new Linear(Width, bits, random, activation: Activation.Tanh));
        classes = AddChild("classes", new Linear(Width, classCount, random));
    }

    public Tensor Hash(Tensor g) => hash.Forward(features.Forward(g));

    public SsahOutput All(Tensor g)
    {
        var f = features.Forward(g);
        return new SsahOutput(f, hash.Forward(f), classes.Forward(f));
    }
}
