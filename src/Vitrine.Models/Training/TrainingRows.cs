using Vitrine.Catalogue;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Training;

/// <summary>The items that a training learns from.</summary>
public static class TrainingRows
{
    /// <summary>The training part.</summary>
    /// <exception cref="CatalogueException">It is too small to learn from.</exception>
    public static int[] TrainingPart(this ITrainingData data)
    {
        int[] rows = [.. data.RowsOf(Part.Train)];
        return rows.Length >= 2
            ? rows
            : throw new CatalogueException($"The training part of '{data.Path}' has {rows.Length} products; there is nothing to learn from.",
                "Import a catalogue of at least some hundred products.");
    }
}
