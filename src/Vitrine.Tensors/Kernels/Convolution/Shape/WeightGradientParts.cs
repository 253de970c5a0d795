namespace Vitrine.Tensors.Kernels;

/// <summary>Into how many parts ∂weight cuts the batch: enough for some threads, few enough that the parts' sums stay small.</summary>
internal static class WeightGradientParts
{
    public const int Most = 8;

    /// <summary>All partial sums together: 16 MiB.</summary>
    public const int MostFloats = 1 << 22;
}
