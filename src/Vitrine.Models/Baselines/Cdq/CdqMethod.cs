using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Cdq;

/// <summary>
/// <c>train --method cdq</c>: collective deep quantisation (Cao et al., AAAI 2017). Photos and texts share codebooks of 256 vectors each; eight bits choose one of each, and their
/// sum stands for the item. It is compared with a query by their inner product, not by bits.
/// </summary>
/// <remarks>Ours: 64 dimensions, a fresh fit of the codebooks before each epoch, and a quantisation term that grows over the training.</remarks>
public sealed class CdqMethod() : DeepHashMethod(MethodName, new DeepHashPreset())
{
    internal const string MethodName = "cdq";

    private protected override int BitStep => Codebooks.BitsPerBook;

    private protected override FeatureModel Make(DeepHashSettings settings, FeatureInputs inputs, RandomSource random) => new CdqModel(settings, inputs, random);

    private protected override ITrainingRun Start(FeatureModel model, TrainingPairs pairs, DeepHashSettings settings, ulong seed) =>
        new CdqTraining((CdqModel)model, pairs, settings.Training, seed);
}
