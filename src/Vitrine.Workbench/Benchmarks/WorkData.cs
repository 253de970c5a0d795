using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>Inputs of the works.</summary>
internal static class WorkData
{
    public static Tensor Normal(RandomSource random, Shape shape) => Tensor.Empty(shape).Normal(random, 1);

    /// <summary>The parameters of several modules under names of their own.</summary>
    public static IEnumerable<(string Name, Tensor Tensor)> Parameters(params Module[] modules) =>
        modules.SelectMany((module, i) => module.Parameters().Select(p => ($"{i}.{p.Name}", p.Tensor)));
}
