using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>Inputs of the works.</summary>
internal static class WorkData
{
    public static Tensor Normal(RandomSource random, Shape shape) => Tensor.Empty(shape).Normal(random, 1);

    public static float[] Numbers(RandomSource random, int count)
    {
        using var drawn = Normal(random, [count]);
        return drawn.Data.ToArray();
    }
}
