using Vitrine.Tensors;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Models.Training;

/// <summary>What trainings of two towers, or on top of them, share: one cycle of the rate, and steps down the gradient of a loss.</summary>
/// <param name="model">Disposed by the caller.</param>
/// <param name="optimiser">Its rule; taken over.</param>
/// <param name="steps">How many there are, and how large.</param>
/// <param name="inputs">What the loss sees of photos; taken over.</param>
internal abstract class TowerTraining(Module model, TowerOptimiser optimiser, TowerSteps steps, IDisposable inputs) : ITrainingRun
{
    private readonly Schedule schedule = Schedules.OneCycle((long)steps.Epochs * steps.PerEpoch);

    public Module Model => model;

    public int Epochs => steps.Epochs;

    public int StepsPerEpoch => steps.PerEpoch;

    public int ExamplesPerStep => steps.Examples;

    public float LearningRate { get; private set; }

    public float Step(int epoch, int step)
    {
        optimiser.RateFactor = schedule(optimiser.Steps);
        LearningRate = steps.LearningRate * optimiser.RateFactor;
        using var scope = Scope.Begin();
        var loss = Loss(epoch, step);
        NonFiniteException.ThrowIfNonFinite(loss, scope, optimiser.Steps + 1);
        loss.Backward();
        optimiser.Step(steps.MaxGradientNorm);
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

/// <summary>The steps of a training.</summary>
/// <param name="Epochs">Passes over the examples.</param>
/// <param name="PerEpoch">Steps of a pass.</param>
/// <param name="Examples">Of a step.</param>
/// <param name="LearningRate">The highest of the cycle.</param>
/// <param name="MaxGradientNorm">Of the gradients that AdamW follows, together.</param>
internal sealed record TowerSteps(int Epochs, int PerEpoch, int Examples, float LearningRate, double MaxGradientNorm);
