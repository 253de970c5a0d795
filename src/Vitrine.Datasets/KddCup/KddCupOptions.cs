using Vitrine.Catalogue;
namespace Vitrine.Datasets.KddCup;

/// <summary>What is read of a KDD Cup file, and its limits.</summary>
public sealed record KddCupOptions
{
    /// <summary>Length of a region's feature vector: 2,048 in the published files.</summary>
    public int FeatureDimensions { get; init; } = 2048;

    /// <summary>Regions kept of a row, the largest by area: 20, as HSL does.</summary>
    public int MaxRegions { get; init; } = 20;

    /// <summary>A row with more boxes is refused: 1,000 by default; the published files stay near 100.</summary>
    public int MostBoxes { get; init; } = 1000;

    /// <summary>A longer line is refused unread: 16 MiB by default, which 1,000 boxes of 2,048 features fit.</summary>
    public int LongestLine { get; init; } = 16 << 20;

    /// <summary>Queries that a row may belong to, from <see cref="KddCupAnswers"/>; null takes any.</summary>
    public IReadOnlySet<string>? KnownQueries { get; init; }

    internal void Validate()
    {
        // The decoder counts bytes in an int.
        const int MostValues = 1 << 27;
        if (FeatureDimensions < 1 || MaxRegions < 1 || MostBoxes < 1 || LongestLine < 1 || (long)MostBoxes * FeatureDimensions > MostValues)
        {
            throw new UsageException(
                $"KDD Cup rows of at most {MostBoxes} boxes of {FeatureDimensions} features, {MaxRegions} kept, in {LongestLine} bytes cannot be read.",
                $"Give positive numbers, and at most {MostValues} feature values a row.");
        }
    }
}
