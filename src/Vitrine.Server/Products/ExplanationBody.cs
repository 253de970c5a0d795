using Vitrine.Models.Contract;

namespace Vitrine.Server.Products;

/// <summary>What makes up the likeness of a product to pictures that were asked for.</summary>
/// <param name="Shares">Add up to the score; of codes to minus the number of bits that differ.</param>
/// <param name="Regions">Parts of its main photo, the most similar first; empty where the model sees the photo as a whole.</param>
internal sealed record ExplanationBody(IReadOnlyList<PartShareBody> Shares, IReadOnlyList<RegionBody> Regions)
{
    public static ExplanationBody Of(Explanation explanation) => new(
        [.. explanation.Shares.Select(share => new PartShareBody(KindOf(share.Kind), share.Name, Math.Round(share.Value, 6)))],
        [.. explanation.Regions.Select(region => new RegionBody(region.Box.Left, region.Box.Top, region.Box.Right, region.Box.Bottom, Math.Round(region.Similarity, 4)))]);

    private static string KindOf(ShareKind kind) => kind switch
    {
        ShareKind.Layer => "layer",
        ShareKind.QueryPart => "part",
        ShareKind.Word => "word",
        _ => "level",
    };
}

/// <summary>What one of them adds.</summary>
/// <param name="Kind">"layer" of the category tree, "part" of the query, "word" of it, or "level" of a network.</param>
/// <param name="Name">Which.</param>
/// <param name="Value">In the unit of the score; of a layer minus the bits that differ.</param>
internal sealed record PartShareBody(string Kind, string Name, double Value);

/// <summary>A part of a photo, with edges as shares of its width and height.</summary>
/// <param name="Left">From 0 to 1.</param>
/// <param name="Top">From 0 to 1.</param>
/// <param name="Right">From 0 to 1.</param>
/// <param name="Bottom">From 0 to 1.</param>
/// <param name="Similarity">To the query.</param>
internal sealed record RegionBody(float Left, float Top, float Right, float Bottom, double Similarity);
