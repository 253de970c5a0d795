using Vitrine.Tensors;
using Vitrine.Tensors.Training;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>The residual network on 64 pictures of 64×64: a training step, or inference.</summary>
public sealed class ResidualCnn : IWork
{
    private const int Batch = 64;
    private const int Classes = 10;

    private readonly ResidualNetwork network;
    private readonly Sgd optimiser;
    private readonly Tensor images;
    private readonly int[] labels;
    private readonly bool trains;

    public ResidualCnn(bool trains)
    {
        this.trains = trains;
        var random = new RandomSource(1);
        network = new ResidualNetwork(random, Classes);
        network.Train(trains);
        optimiser = new Sgd([new ParameterGroup(network.Parameters(), 1e-3f, weightDecay: 1e-4f)], momentum: 0.9f);
        images = WorkData.Normal(random, [Batch, 3, 64, 64]);
        labels = [.. Enumerable.Range(0, Batch).Select(i => i % Classes)];
    }

    public void Run()
    {
        using var scope = Scope.Begin(trains);
        var logits = network.Forward(images);
        if (!trains)
            return;
        logits.CrossEntropy(labels).Backward();
        optimiser.Step();
    }

    public void Dispose()
    {
        optimiser.Dispose();
        network.Dispose();
        images.Dispose();
    }
}
