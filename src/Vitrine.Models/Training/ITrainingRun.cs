using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Training;

/// <summary>
/// What a method brings to the <see cref="Trainer"/>: its steps and its whole memory. Randomness of a step comes from seed, epoch and step
/// alone (<see cref="RandomStreams"/>), so that a training resumed at any step goes on bit for bit.
/// </summary>
public interface ITrainingRun : IDisposable
{
    int Epochs { get; }

    int StepsPerEpoch { get; }

    /// <summary>Examples that one step sees, for the rate shown.</summary>
    int ExamplesPerStep { get; }

    /// <summary>The learning rate of the last step.</summary>
    float LearningRate { get; }

    /// <summary>What is trained; its state is what model.safetensors holds.</summary>
    Module Model { get; }

    /// <summary>Does one step (0-based epoch, 0-based step of the epoch) and returns its loss.</summary>
    float Step(int epoch, int step);

    /// <summary>Adds what else has to be known to go on: state of the optimiser, buffers.</summary>
    void SaveState(SafeTensorsWriter file);

    /// <summary>Takes back what <see cref="SaveState"/> wrote.</summary>
    void LoadState(SafeTensors file);
}
