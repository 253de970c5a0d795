using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Progressive;

/// <summary>
/// Stage 3: L = L_match + η L_w (our reading of Zhao et al., SIGIR 2022). L_match is the symmetric contrastive loss of queries and targets within a batch; L_w draws
/// the weights of picture and words to what the target says of them (<see cref="WeightTeacher"/>).
/// </summary>
internal sealed class ProgressiveTraining : TowerTraining
{
    private readonly ProgressiveModel model;
    private readonly ProgressivePreset preset;
    private readonly TripletBatches batches;
    private readonly TowerVectors vectors;

    /// <param name="model">Disposed by the caller.</param>
    /// <param name="batches">The triplets in their order.</param>
    /// <param name="vectors">Taken over.</param>
    public ProgressiveTraining(ProgressiveModel model, TripletBatches batches, TowerVectors vectors)
        : base(model, OptimiserOf(model), StepsOf(model.Settings.Training, batches), vectors)
    {
        (this.model, this.batches, this.vectors) = (model, batches, vectors);
        preset = model.Settings.Training;
    }

    protected override Tensor Loss(int epoch, int step)
    {
        model.TrainStage();
        model.SeedDropout(RandomStreams.For(batches.Seed, "dropout", epoch, step));
        var batch = batches.Take(epoch, step);
        var (images, texts, targets) = vectors.Of(batch);
        var composed = model.Composer.Compose(images, texts);
        var similarities = composed.Query.L2Normalise().MatMul(targets, transposeB: true) * model.LogScale.Exp();
        var loss = similarities.InfoNce(batch.Groups);
        if (composed.WeightLogits is { } logits && preset.WeightLoss > 0)
            loss += preset.WeightLoss * logits.KullbackLeibler(WeightTeacher.Of(images, texts, targets, preset.WeightTemperature));
        return loss;
    }

    protected override void AfterStep() => model.LimitScale();

    private static TowerSteps StepsOf(ProgressivePreset preset, TripletBatches batches) =>
        new(preset.Epochs, batches.StepsPerEpoch, batches.Size, preset.LearningRate, preset.MaxGradientNorm);

    /// <summary>The rule, once the model knows what of it learns.</summary>
    private static TowerOptimiser OptimiserOf(ProgressiveModel model)
    {
        var preset = model.Settings.Training;
        model.Learn(preset.Learning);
        var towers = model.Parameters().Where(parameter => parameter.Tensor.RequiresGradient && ProgressiveModel.IsOfTowers(parameter.Name)).ToArray();
        return new TowerOptimiser(model, preset.LearningRate, muonLearningRate: 0, preset.WeightDecay,
            towers.Length == 0 ? null : new ParameterGroup(towers, preset.TowerLearningRate, preset.WeightDecay));
    }
}
