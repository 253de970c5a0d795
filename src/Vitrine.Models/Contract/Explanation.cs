namespace Vitrine.Models.Contract;

/// <summary>What a share of a score stands for.</summary>
public enum ShareKind
{
    /// <summary>A layer of the category tree.</summary>
    Layer,

    /// <summary>A part of the query: words, a picture.</summary>
    QueryPart,

    /// <summary>A word of the query.</summary>
    Word,

    /// <summary>A level of depth, compared with regions or with the whole picture.</summary>
    Level,
}

/// <summary>A share of a score.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Name">Which of its kind.</param>
/// <param name="Value">In the unit of the score.</param>
public sealed record ScoreShare(ShareKind Kind, string Name, float Value);

/// <summary>How a region of the item's picture agrees with the query.</summary>
public sealed record ExplainedRegion(RegionBox Box, float Similarity);

/// <summary>Why an item was found.</summary>
/// <param name="Score">What a search ranks by; for codes minus the number of bits that differ. The sum of <paramref name="Shares"/>.</param>
/// <param name="Shares">Add up to the score.</param>
/// <param name="Regions">The most similar first; empty where the model sees the picture as a whole.</param>
public sealed record Explanation(float Score, IReadOnlyList<ScoreShare> Shares, IReadOnlyList<ExplainedRegion> Regions);
