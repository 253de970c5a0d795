using System.Numerics.Tensors;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// Photos that others are compared with: exp(−γ·d²/mean d²), a Gaussian kernel on roots of features. On shares of visual words d is Hellinger's distance, and tells more than the shares
/// themselves do: few photos are alike in many words. Buffers: <c>photos</c> [landmarks, features], <c>mean</c> [1].
/// </summary>
internal sealed class Landmarks : Module
{
    // Half and twice as sharp found less on validation (docs/experiments.md).
    private const float Sharpness = 2;

    private readonly Tensor photos;
    private readonly Tensor mean;

    /// <param name="count">Landmarks.</param>
    /// <param name="features">Numbers of a photo.</param>
    public Landmarks(int count, int features)
    {
        photos = AddBuffer("photos", [count, features]);
        mean = AddBuffer("mean", [1], 1);
    }

    public int Count => photos.Shape[0];

    /// <summary>Takes photos as landmarks, and the mean of their squared distances as the unit.</summary>
    /// <param name="roots">[landmarks, features].</param>
    public void Place(Tensor roots)
    {
        roots.Data.CopyTo(photos.Data);
        var distances = Distances(roots);
        var sum = 0.0;
        foreach (var one in distances.Data)
            sum += one;
        // Where all photos are the same, each is as near as can be to each.
        mean.Data[0] = sum > 0 ? (float)(sum / distances.Length) : 1;
    }

    /// <param name="roots">[photos, features].</param>
    /// <returns>[photos, landmarks], from 0 to 1.</returns>
    public Tensor Nearness(Tensor roots)
    {
        var nearness = Distances(roots);
        var factor = -Sharpness / mean.Item;
        foreach (ref var one in nearness.Data)
            one = MathF.Exp(factor * one);
        return nearness;
    }

    // ‖x‖² + ‖y‖² − 2⟨x, y⟩, not below 0, where rounding would bring it.
    private Tensor Distances(Tensor roots)
    {
        var distances = roots.MatMul(photos, transposeB: true);
        var (features, ofPhotos) = (roots.Shape[1], new float[Count]);
        for (var landmark = 0; landmark < Count; landmark++)
            ofPhotos[landmark] = TensorPrimitives.SumOfSquares<float>(photos.Data.Slice(landmark * features, features));
        for (var row = 0; row < roots.Shape[0]; row++)
        {
            var own = TensorPrimitives.SumOfSquares<float>(roots.Data.Slice(row * features, features));
            for (var landmark = 0; landmark < Count; landmark++)
            {
                ref var one = ref distances.Data[row * Count + landmark];
                one = MathF.Max(0, own + ofPhotos[landmark] - 2 * one);
            }
        }

        return distances;
    }
}
