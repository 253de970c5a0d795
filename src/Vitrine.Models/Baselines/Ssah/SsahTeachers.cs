using Vitrine.Models.Hashing;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines.Ssah;

/// <summary>The network of labels that the two others follow. Children: <c>classes</c> (a vector for each), <c>heads</c>.</summary>
internal sealed class SsahLabelNetwork : Module
{
    private readonly Embedding classes;
    private readonly SsahHeads heads;

    public SsahLabelNetwork(DeepHashSettings settings, RandomSource random)
    {
        classes = AddChild("classes", new Embedding(settings.Classes, settings.Training.Hidden, random));
        heads = AddChild("heads", new SsahHeads(settings.Training.Hidden, settings.Bits, settings.Classes, random));
    }

    public SsahOutput All(int[] labels) => heads.All(classes.Forward(labels, [labels.Length]).Relu());
}

/// <summary>Tells features of labels from those of one modality: the logit of being of labels. Children: <c>hidden</c>, <c>output</c>.</summary>
internal sealed class SsahDiscriminator : Module
{
    private const int Hidden = 256;

    private readonly Linear hidden;
    private readonly Linear output;

    public SsahDiscriminator(RandomSource random)
    {
        hidden = AddChild("hidden", new Linear(SsahHeads.Width, Hidden, random, activation: Activation.Relu));
        output = AddChild("output", new Linear(Hidden, 1, random));
    }

    /// <returns>[batch, 1]</returns>
    public Tensor Forward(Tensor features) => output.Forward(hidden.Forward(features));
}
