namespace Vitrine.Client.Answers;

/// <summary>What makes up the likeness of a product to pictures that were asked for.</summary>
/// <param name="Shares">Add up to the score; of codes to minus the number of bits that differ.</param>
/// <param name="Regions">Parts of its main photo, the most similar first; empty where the model sees the photo as a whole.</param>
public sealed record Explanation(IReadOnlyList<PartShare> Shares, IReadOnlyList<Region> Regions);

/// <summary>What one of them adds.</summary>
/// <param name="Kind">"layer" of the category tree, "part" of the query, "word" of it, or "level" of a network.</param>
/// <param name="Name">Which.</param>
/// <param name="Value">In the unit of the score; of a layer minus the bits that differ.</param>
public sealed record PartShare(string Kind, string Name, double Value);

/// <summary>A part of a photo, with edges as shares of its width and height, 0 to 1.</summary>
/// <param name="Left">The left edge.</param>
/// <param name="Top">The upper edge.</param>
/// <param name="Right">The right edge.</param>
/// <param name="Bottom">The lower edge.</param>
/// <param name="Similarity">To the query.</param>
public sealed record Region(float Left, float Top, float Right, float Bottom, double Similarity);
