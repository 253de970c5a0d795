using Vitrine.Models.FineGrained;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Contrastive;

/// <summary>
/// Trains two towers: L = ½(CE text→image + CE image→text) + μ·(cross-entropies of the heads), cosine similarities times a learned scale, pairs of the same
/// title not counted as wrong answers for each other; Muon and AdamW with one cycle of the rate.
/// </summary>
internal sealed class ContrastiveTraining : TowerTraining
{
    private readonly ContrastiveModel model;
    private readonly ContrastivePairs pairs;
    private readonly ContrastivePreset preset;
    private readonly TrainingBatches batches;
    private readonly FineGrainedLabels? labels;
    private readonly ITrainingVectors photos;

    /// <param name="model">Disposed by the caller.</param>
    /// <param name="pairs">The training part.</param>
    /// <param name="preset">The settings.</param>
    /// <param name="batches">The order.</param>
    /// <param name="labels">How much pairs count; null: each alike.</param>
    /// <param name="photos">Taken over.</param>
    public ContrastiveTraining(ContrastiveModel model, ContrastivePairs pairs, ContrastivePreset preset, TrainingBatches batches, FineGrainedLabels? labels, ITrainingVectors photos)
        : base(model, new TowerOptimiser(model, preset.LearningRate, preset.MuonLearningRate, preset.WeightDecay, Apart(model, preset)),
            new TowerSteps(preset.Epochs, batches.StepsPerEpoch, batches.Size, preset.LearningRate, preset.MaxGradientNorm), photos) =>
        (this.model, this.pairs, this.preset, this.batches, this.labels, this.photos) = (model, pairs, preset, batches, labels, photos);

    protected override Tensor Loss(int epoch, int step)
    {
        model.Train();
        model.SeedDropout(RandomStreams.For(batches.Seed, "dropout", epoch, step));
        var items = batches.Pairs(epoch, step);
        var images = photos.Of(epoch, step).L2Normalise();
        var texts = model.Text.Forward(pairs.Texts(items)).L2Normalise();
        var wrong = new WrongAnswers(pairs.Groups(items), labels?.LogWeights(items));
        var loss = wrong.Contrast(texts.MatMul(images, transposeB: true) * model.LogScale.Exp());
        if (model.Heads is { } heads)
            loss += preset.HeadWeight * heads.Loss(images, pairs.Labels(items));
        return loss;
    }

    protected override void AfterStep() => model.LimitScale();

    /// <summary>What learns at a rate of its own: heads on a published network, or that network below towers that begin from nothing.</summary>
    private static ParameterGroup? Apart(ContrastiveModel model, ContrastivePreset preset)
    {
        var (rate, belongs) = preset.NetworkLearningRate is { } slow
            ? (slow, ContrastiveModel.IsOfNetwork)
            : (preset.HeadLearningRate, (Func<string, bool>)ContrastiveModel.IsOfHeads);
        var parameters = rate is null ? [] : model.Parameters().Where(parameter => parameter.Tensor.RequiresGradient && belongs(parameter.Name)).ToArray();
        return parameters.Length == 0 ? null : new ParameterGroup(parameters, rate!.Value, preset.WeightDecay);
    }
}
