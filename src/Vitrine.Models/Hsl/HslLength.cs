using System.Numerics.Tensors;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Hsl;

/// <summary>
/// How photos find photos, and words find words (our extension). HSL compares words with photos by an inner product of vectors that have no unit length; among
/// photos it would find those with long vectors, not those that look alike. So like is compared with like by distance: −½ Σ_l w_l ‖x_l − y_l‖² =
/// Σ_l w_l ⟨x_l, y_l⟩ − ½‖y‖² − ½‖x‖², where the last term is the same for all items and left out, and −½‖y‖² is one number more of every item's vector. Nothing
/// is nearer to a photo than itself.
/// </summary>
/// <param name="settings">Levels, their weights, and the width of the folded parts.</param>
internal sealed class HslLength(HslSettings settings)
{
    // Brings the number to the size of the others, so that a format of few bits keeps them all; a power of two, which rounds nothing.
    private const float Scale = 1 / 8f;

    private readonly int levelWidth = HslFold.Dimensions(settings) / settings.Levels;

    /// <summary>Writes an item's vector: its representation, and the number.</summary>
    public void WriteItem(ReadOnlySpan<float> representation, ItemField field, Span<float> vector)
    {
        representation.CopyTo(vector);
        var square = 0f;
        for (var level = 0; level < settings.Levels; level++)
            square += WeightOf(level, field) * TensorPrimitives.SumOfSquares(Level(representation, level));
        vector[^1] = -0.5f * square * Scale;
    }

    /// <summary>Adds a part of a query: for the other field as it is, for its own with the weights of the levels, and the number that brings in the items' lengths.</summary>
    public void AddToQuery(ReadOnlySpan<float> representation, ItemField of, ItemField searched, float weight, Span<float> vector)
    {
        var isLike = of == searched;
        for (var level = 0; level < settings.Levels; level++)
        {
            var target = vector.Slice(level * levelWidth, levelWidth);
            TensorPrimitives.MultiplyAdd(Level(representation, level), weight * (isLike ? WeightOf(level, of) : 1), target, target);
        }

        if (isLike)
            vector[^1] += weight / Scale;
    }

    // Texts carry the weights in their vectors already.
    private float WeightOf(int level, ItemField field) => field == ItemField.Photo ? settings.LevelWeight(level) : 1;

    private ReadOnlySpan<float> Level(ReadOnlySpan<float> representation, int level) => representation.Slice(level * levelWidth, levelWidth);
}
