using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Dcmh;

/// <summary>
/// <c>train --method dcmh</c>: deep cross-modal hashing (Jiang and Li, CVPR 2017): HiCHNet without layers, classifiers and tanh, on the finest categories. The preset
/// <c>paper</c> has its alternating steps, 500 epochs and rates; the default trains as HiCHNet's does.
/// </summary>
public sealed class DcmhMethod() : DeepHashMethod(MethodName, new DeepHashPreset(), Paper)
{
    internal const string MethodName = "dcmh";

    private static readonly DeepHashPreset Paper = new()
    {
        Name = Presets.Paper,
        Images = ImageInputKind.Raw,
        Hidden = 8192,
        Epochs = 500,
        MinimumSteps = 0,
        FirstRate = 0.0316228f, // 10^-1.5
        LastRate = 1e-6f,
        Dropout = 0,
        IsAlternating = true,
    };

    private protected override FeatureModel Make(DeepHashSettings settings, FeatureInputs inputs, RandomSource random) => new DcmhModel(settings, inputs, random);

    private protected override ITrainingRun Start(FeatureModel model, TrainingPairs pairs, DeepHashSettings settings, ulong seed) =>
        new DcmhTraining((DcmhModel)model, pairs, settings.Training, seed);
}
