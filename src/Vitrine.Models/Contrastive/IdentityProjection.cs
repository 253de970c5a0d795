using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Contrastive;

/// <summary>A linear map of vectors onto themselves, which learning then turns into another. Call outside of any scope.</summary>
internal static class IdentityProjection
{
    public static Linear Of(int dimensions)
    {
        var weight = Tensor.Zeros([dimensions, dimensions]);
        for (var i = 0; i < dimensions; i++)
            weight.Data[i * dimensions + i] = 1;
        return new Linear(weight);
    }
}
