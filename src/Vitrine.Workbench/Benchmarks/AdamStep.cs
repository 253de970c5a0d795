using Vitrine.Tensors;
using Vitrine.Tensors.Layers;
using Vitrine.Tensors.Training;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>One step of Adam over 12 matrices of 4096 × 1024, 50 million parameters, whose gradients are there.</summary>
public sealed class AdamStep : IWork
{
    private readonly Tensor[] parameters;
    private readonly Tensor[] gradients;
    private readonly Adam optimiser;

    public AdamStep()
    {
        var random = new RandomSource(1);
        parameters = [.. Enumerable.Range(0, 12).Select(_ => Tensor.Empty([4096, 1024]).Uniform(random, -1, 1))];
        gradients = [.. parameters.Select(p => Tensor.Empty(p.Shape).Uniform(random, -1, 1))];
        foreach (var parameter in parameters)
            parameter.RequiresGradient = true;
        optimiser = new Adam([new ParameterGroup(parameters.Select((p, i) => ($"{i}", p)), 1e-3f)]);
    }

    public void Run()
    {
        // The step clears the gradients; the same ones are handed in again, without a copy.
        for (var i = 0; i < parameters.Length; i++)
            parameters[i].LendGradient(gradients[i]);
        optimiser.Step();
    }

    public void Dispose()
    {
        optimiser.Dispose();
        foreach (var tensor in parameters.Concat(gradients))
            tensor.Dispose();
    }
}
