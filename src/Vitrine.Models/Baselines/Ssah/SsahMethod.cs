using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Ssah;

/// <summary>
/// <c>train --method ssah</c>: self-supervised adversarial hashing (Li et al., CVPR 2018). A third network turns labels into features and codes; those of photos and of texts
/// follow it, and two discriminators that tell features of labels from theirs make them follow more closely.
/// </summary>
/// <remarks>Ours: the encoders and the optimiser of HiCHNet's default, finest categories as labels, and terms as means with weights of their own (<see cref="SsahTraining"/>).</remarks>
public sealed class SsahMethod() : DeepHashMethod(MethodName, new DeepHashPreset())
{
    internal const string MethodName = "ssah";

    private protected override FeatureModel Make(DeepHashSettings settings, FeatureInputs inputs, RandomSource random) => new SsahModel(settings, inputs, random);

    private protected override ITrainingRun Start(FeatureModel model, TrainingPairs pairs, DeepHashSettings settings, ulong seed) =>
        new SsahTraining((SsahModel)model, pairs, settings, seed);
}
