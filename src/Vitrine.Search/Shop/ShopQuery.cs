namespace Vitrine.Search.Shop;

/// <summary>What somebody asks a shop for.</summary>
/// <param name="Text">Words as a customer types them.</param>
public sealed record ShopQuery(string Text)
{
    /// <summary>Words that no hit may have; null for none. The text may say so itself: "dress without sleeves".</summary>
    public string? Not { get; init; }

    /// <summary>Whether every word is taken as it was typed, which takes back what was read otherwise. Default: slips are mended, and "under 50" or "without hood" are conditions.</summary>
    public bool IsAsTyped { get; init; }

    /// <summary>Hits wanted; fewer come back when fewer products pass the filter. Default: 10.</summary>
    public int Count { get; init; } = 10;

    /// <summary>Hits to pass over: those of the pages before. Default: 0.</summary>
    public int Offset { get; init; }

    /// <summary>Only products below this branch of the category tree, see <see cref="CategoryFilter.Under"/>; null for all.</summary>
    public string? Category { get; init; }
}
