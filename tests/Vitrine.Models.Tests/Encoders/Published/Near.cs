using System.Numerics.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Tests.Encoders.Published;

/// <summary>Comparison with a reference's numbers.</summary>
internal static class Near
{
    /// <summary>
    /// Same shape; each element within 10⁻³ of the larger of 1 and the tensor's mean magnitude (networks differ in the size of their outputs);
    /// each row within 10⁻⁴ of the reference's direction. Float32 sums in another order differ by about 10⁻⁵ after tens of layers.
    /// </summary>
    internal static void Equal(SafeTensors expected, string name, Vitrine.Tensors.Tensor actual)
    {
        Assert.Equal(expected.Entries[name].Shape, actual.Shape);
        using var reference = expected.Read(name);
        var scale = Math.Max(1, TensorPrimitives.SumOfMagnitudes<float>(reference.Data) / reference.Length);
        for (var i = 0; i < reference.Length; i++)
            Assert.True(MathF.Abs(reference.Data[i] - actual.Data[i]) <= 1e-3f * scale, $"{name}[{i}] is {actual.Data[i]}, expected {reference.Data[i]}.");
        var width = reference.Length / Math.Max(1, reference.Shape[0]);
        for (var start = 0; start < reference.Length; start += width)
            Assert.InRange(TensorPrimitives.CosineSimilarity(reference.Data.Slice(start, width), actual.Data.Slice(start, width)), 1 - 1e-4f, 1.01f);
    }
}
