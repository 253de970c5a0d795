using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Training;

/// <summary>What trainings of two towers, or on top of them, share: one cycle of the rate, and steps down the gradient of a loss.</summary>
/// <param name="model">Disposed by the caller.</param>
/// <param name="optimiser">Its rule; taken over.</param>
/// <param name="inputs">What the loss sees of photos; taken over.</param>
internal abstract class TowerTraining(Module model, TowerOptimiser optimiser, IDisposable inputs) : ITrainingRun
{
    private Schedule? schedule;

    public Module Model => model;

    public abstract int Epochs { get; }

    public abstract int StepsPerEpoch { get; }

    public abstract int ExamplesPerStep { get; }

    public float LearningRate { get; private set; }

    /// <summary>The highest rate, for <see cref="LearningRate"/>.</summary>
    protected abstract float HighestRate { get; }

    /// <summary>Of the gradients that AdamW follows, together.</summary>
    protected abstract double MaxGradientNorm { get; }

    public float Step(int epoch, int step)
    {
        schedule ??= Schedules.OneCycle((long)Epochs * StepsPerEpoch);
        optimiser.RateFactor = schedule(optimiser.Steps);
        LearningRate = HighestRate * optimiser.RateFactor;
        using var scope = Scope.Begin();
        var loss = Loss(epoch, step);
        NonFiniteException.ThrowIfNonFinite(loss, scope, optimiser.Steps + 1);
        loss.Backward();
        optimiser.Step(MaxGradientNorm);
        AfterStep();
        return loss.Item;
    }

    public void SaveState(SafeTensorsWriter file) => optimiser.SaveState(file);

    public void LoadState(SafeTensors file) => optimiser.LoadState(file);

    public void Dispose()
    {
        optimiser.Dispose();
        inputs.Dispose();
    }

    /// <summary>The loss of a step, its model in training and its dropout seeded by epoch and step.</summary>
    protected abstract Tensor Loss(int epoch, int step);

    /// <summary>Keeps the scale of similarities within its limits.</summary>
    protected abstract void AfterStep();
}
