using Vitrine.Models.Encoders;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Baselines.SemanticMatching;

/// <summary>Trains the two classifiers side by side: the sum of their cross-entropies, Adam with a rate that falls in half a cosine.</summary>
internal sealed class SemanticMatchingTraining : ITrainingRun
{
    private const int Batch = 64;
    private const float Rate = 1e-3f;
    private const float WeightDecay = 1e-4f;

    private readonly SemanticMatchingModel model;
    private readonly TrainingPairs pairs;
    private readonly int[] labels;
    private readonly EpochBatches batches;
    private readonly Adam optimiser;
    private readonly Schedule schedule;

    /// <param name="model">Disposed by the caller, as are the pairs.</param>
    /// <param name="pairs">The training part.</param>
    /// <param name="labels">The class of each.</param>
    /// <param name="epochs">Passes.</param>
    /// <param name="seed">Of order and dropout.</param>
    public SemanticMatchingTraining(SemanticMatchingModel model, TrainingPairs pairs, int[] labels, int epochs, ulong seed)
    {
        (this.model, this.pairs, this.labels, Epochs) = (model, pairs, labels, epochs);
        batches = new EpochBatches(pairs.Count, Batch, seed);
        optimiser = new Adam([new ParameterGroup(model.Parameters(), Rate, WeightDecay)], decoupled: true);
        schedule = Schedules.Cosine((long)epochs * batches.StepsPerEpoch);
    }

    public Module Model => model;

    public int Epochs { get; }

    public int StepsPerEpoch => batches.StepsPerEpoch;

    public int ExamplesPerStep => batches.Size;

    public float LearningRate { get; private set; }

    public float Step(int epoch, int step)
    {
        optimiser.RateFactor = schedule(optimiser.Steps);
        LearningRate = Rate * optimiser.RateFactor;
        using var scope = Scope.Begin();
        var items = batches.Items(epoch, step);
        var own = Array.ConvertAll(items, item => labels[item]);
        var (images, texts) = model.Logits(pairs.Images(items), pairs.Texts(items), RandomStreams.For(batches.Seed, "dropout", epoch, step));
        var loss = images.CrossEntropy(own) + texts.CrossEntropy(own);
        NonFiniteException.ThrowIfNonFinite(loss, scope, optimiser.Steps + 1);
        loss.Backward();
        optimiser.Step();
        return loss.Item;
    }

    public void SaveState(SafeTensorsWriter file) => optimiser.SaveState(file);

    public void LoadState(SafeTensors file) => optimiser.LoadState(file);

    public void Dispose() => optimiser.Dispose();
}
