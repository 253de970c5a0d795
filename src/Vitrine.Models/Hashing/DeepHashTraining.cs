using Vitrine.Models.Encoders;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Hashing;

/// <summary>What the trainings of deep baselines share: batches of even size, a rate that falls linearly, dropout of features, steps down the gradient of a loss.</summary>
internal abstract class DeepHashTraining : ITrainingRun
{
    private readonly DeepHashPreset preset;
    private readonly Optimiser optimiser;
    private readonly ulong seed;
    private readonly int[] labels;
    private int[] order = [];
    private int orderedPass = -1;

    /// <param name="model">Disposed by the caller, as are the pairs.</param>
    /// <param name="pairs">The training part.</param>
    /// <param name="preset">The settings, with the epochs that there will be.</param>
    /// <param name="seed">Of order and dropout.</param>
    protected DeepHashTraining(Module model, TrainingPairs pairs, DeepHashPreset preset, ulong seed)
    {
        (Model, Pairs, this.preset, this.seed, labels) = (model, pairs, preset, seed, pairs.Labels(pairs.Depth));
        var parameters = new ParameterGroup(model.Parameters(), preset.FirstRate);
        optimiser = preset.IsAlternating ? new Sgd([parameters]) : new Adam([parameters]);
        StepsPerPass = preset.StepsPerPass(pairs.Count);
    }

    public Module Model { get; }

    public int Epochs => preset.Epochs;

    public int StepsPerEpoch => preset.IsAlternating ? 2 * StepsPerPass : StepsPerPass;

    public int ExamplesPerStep => Math.Min(preset.Batch, Pairs.Count);

    public float LearningRate { get; private set; }

    protected TrainingPairs Pairs { get; }

    protected int StepsPerPass { get; }

    public float Step(int epoch, int step)
    {
        var done = (epoch * (long)StepsPerEpoch + step) / (float)((long)Epochs * StepsPerEpoch);
        LearningRate = preset.FirstRate + (preset.LastRate - preset.FirstRate) * done;
        optimiser.RateFactor = LearningRate / preset.FirstRate;
        BeforeStep(epoch, step);
        float value;
        using (var scope = Scope.Begin())
        {
            var loss = Loss(epoch, step, done);
            NonFiniteException.ThrowIfNonFinite(loss, scope, optimiser.Steps + 1);
            loss.Backward();
            optimiser.Step();
            value = loss.Item;
            AfterStep(optimiser.RateFactor);
        }

        if (epoch == Epochs - 1 && step == StepsPerEpoch - 1)
            AfterLast();
        return value;
    }

    public virtual void SaveState(SafeTensorsWriter file) => optimiser.SaveState(file);

    public virtual void LoadState(SafeTensors file) => optimiser.LoadState(file);

    public virtual void Dispose() => optimiser.Dispose();

    /// <summary>The loss of a step.</summary>
    /// <param name="epoch">0-based.</param>
    /// <param name="step">Of the epoch.</param>
    /// <param name="done">Share of the training that lies behind.</param>
    protected abstract Tensor Loss(int epoch, int step, float done);

    protected virtual void BeforeStep(int epoch, int step)
    {
    }

    /// <summary>Inside of the scope of the step, when the networks have moved.</summary>
    /// <param name="rateFactor">By which rates have fallen.</param>
    protected virtual void AfterStep(float rateFactor)
    {
    }

    protected virtual void AfterLast()
    {
    }

    /// <summary>The items of a batch of a pass.</summary>
    protected int[] Batch(int pass, int batch)
    {
        if (orderedPass != pass)
            (order, orderedPass) = (RandomStreams.Order(seed, pass, Pairs.Count), pass);
        var (from, to) = ((long)batch * order.Length / StepsPerPass, (batch + 1L) * order.Length / StepsPerPass);
        return order[(int)from..(int)to];
    }

    /// <summary>The finest classes of some items.</summary>
    protected int[] LabelsOf(int[] items) => Array.ConvertAll(items, item => labels[item]);

    /// <summary>Features, some of them dropped.</summary>
    /// <param name="g">[batch, width]</param>
    /// <param name="side">Photos or texts, which lose different ones.</param>
    /// <param name="epoch">0-based.</param>
    /// <param name="step">Of the epoch.</param>
    protected Tensor Dropped(Tensor g, string side, int epoch, int step) =>
        preset.Dropout == 0 ? g : g.Dropout(preset.Dropout, RandomStreams.For(seed, $"dropout of {side}", epoch, step));

    /// <summary>The same numbers without history.</summary>
    protected static Tensor Constant(Tensor h) => Tensor.From(h.Data, h.Shape);
}
