using System.Numerics.Tensors;

namespace Vitrine.Models.TwoSided;

/// <summary>
/// A bilinear score Σ w_i·t_i·v_i + b of a text t and a photo v as one inner product with what is stored of an item x: [x, −‖x‖² / (2√n), 1]. A query of the other
/// side is [w ⊙ q, 0, b]. Of its own side it is [q, √n, 0], which gives ‖q‖² / 2 − ‖q − x‖² / 2: the nearest first, and a thing is nearest to itself.
/// </summary>
/// <param name="weights">w [n]; null: 1.</param>
/// <param name="bias">b.</param>
internal sealed class FoldedScore(float[]? weights, float bias)
{
    /// <summary>Numbers beside those of a representation.</summary>
    public const int Extra = 2;

    /// <param name="representation">x [n].</param>
    /// <param name="vector">[n + 2], overwritten.</param>
    public static void WriteItem(ReadOnlySpan<float> representation, Span<float> vector)
    {
        representation.CopyTo(vector);
        // √n keeps the number near the others in size: an index stores all in one scale.
        vector[^2] = -TensorPrimitives.SumOfSquares(representation) / (2 * MathF.Sqrt(representation.Length));
        vector[^1] = 1;
    }

    /// <param name="representation">q [n].</param>
    /// <param name="isAcross">Whether it is compared with the other side.</param>
    /// <param name="weight">Of the part of a query.</param>
    /// <param name="vector">[n + 2], added to.</param>
    public void AddToQuery(ReadOnlySpan<float> representation, bool isAcross, float weight, Span<float> vector)
    {
        for (var i = 0; i < representation.Length; i++)
            vector[i] += weight * representation[i] * (isAcross ? weights?[i] ?? 1 : 1);
        vector[^2] += isAcross ? 0 : weight * MathF.Sqrt(representation.Length);
        vector[^1] += isAcross ? weight * bias : 0;
    }
}
