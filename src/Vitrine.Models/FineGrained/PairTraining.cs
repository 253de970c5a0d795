using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.FineGrained;

/// <summary>What a network says of the pairs of a step.</summary>
/// <param name="Scores">Their similarities: [pairs], or [left, right] where each is compared with each.</param>
/// <param name="ClassLoss">The cross-entropies of paths that tell classes apart; null: they do not.</param>
internal readonly record struct PairComparison(Tensor Scores, Tensor? ClassLoss = null);

/// <summary>Compares the pairs of a step; draws dropout from the source.</summary>
internal delegate PairComparison PairScores(PairBatch batch, RandomSource random);

/// <summary>
/// Trains a network that compares pairs: the mean-variance loss of their similarities, weighed by labels where there are some, plus the squares of all weights (and the cross-entropies
/// of paths that tell classes apart);
/// Adam with a rate that falls by a factor each epoch.
/// </summary>
internal sealed class PairTraining : ITrainingRun
{
    private readonly PairScores scores;
    private readonly IPairBatches pairs;
    private readonly LabelMachine? labels;
    private readonly FineGrainedPreset preset;
    private readonly ulong seed;
    private readonly Adam optimiser;

    /// <param name="model">The network; disposed by the caller.</param>
    /// <param name="scores">Its similarities.</param>
    /// <param name="pairs">Which pairs each step sees.</param>
    /// <param name="labels">Null: every pair counts alike.</param>
    /// <param name="preset">The settings.</param>
    /// <param name="seed">Of dropout.</param>
    public PairTraining(Module model, PairScores scores, IPairBatches pairs, LabelMachine? labels, FineGrainedPreset preset, ulong seed)
    {
        (Model, this.scores, this.pairs, this.labels, this.preset, this.seed) = (model, scores, pairs, labels, preset, seed);
        optimiser = new Adam(
        [
            new ParameterGroup(model.Parameters().Where(parameter => !IsBias(parameter.Name)), preset.LearningRate, preset.Regularisation),
            new ParameterGroup(model.Parameters().Where(parameter => IsBias(parameter.Name)), preset.LearningRate),
        ]);
    }

    public Module Model { get; }

    public int Epochs => preset.Epochs;

    public int StepsPerEpoch => pairs.StepsPerEpoch;

    public int ExamplesPerStep => pairs.Size;

    public float LearningRate { get; private set; }

    public float Step(int epoch, int step)
    {
        optimiser.RateFactor = MathF.Pow(preset.Decay, epoch);
        LearningRate = preset.LearningRate * optimiser.RateFactor;
        using var scope = Scope.Begin();
        Model.Train();
        var batch = pairs.Of(epoch, step);
        var (weights, varianceFactor) = labels?.Weigh(batch) ?? ([], 1);
        var compared = scores(batch, RandomStreams.For(seed, "dropout", epoch, step));
        var loss = compared.Scores.MeanVariance(batch.Matches, preset.Loss, weights, varianceFactor);
        if (compared.ClassLoss is { } classes)
            loss += preset.ClassWeight * classes;
        NonFiniteException.ThrowIfNonFinite(loss, scope, optimiser.Steps + 1);
        loss.Backward();
        optimiser.Step();
        return loss.Item;
    }

    public void SaveState(SafeTensorsWriter file) => optimiser.SaveState(file);

    public void LoadState(SafeTensors file) => optimiser.LoadState(file);

    public void Dispose() => optimiser.Dispose();

    private static bool IsBias(string parameter) => parameter.EndsWith("bias", StringComparison.Ordinal);
}
