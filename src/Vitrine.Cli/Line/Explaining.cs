using System.Text.Json;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Hsl;
using Vitrine.Search;

namespace Vitrine.Cli.Line;

/// <summary>Writes why products were found: one JSON document and, for each hit, its photo with the regions that spoke for it.</summary>
internal static class Explaining
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="search">A search with a model that looks at regions.</param>
    /// <param name="text">The query.</param>
    /// <param name="hits">What it found, best first.</param>
    /// <param name="folder">Made where missing; gets explanation.json, and 01.png for the first hit and so on.</param>
    public static void Write(ProductSearch search, string text, IReadOnlyList<ProductHit> hits, string folder)
    {
        HslExplanation[] explanations = [.. hits.Select(hit => search.Explain(text, hit.Product))];
        Directory.CreateDirectory(folder);
        for (var i = 0; i < hits.Count; i++)
        {
            if (explanations[i].Regions.Count > 0)
                File.WriteAllBytes(Path.Combine(folder, PictureOf(i)), ImageEncoder.Png(RegionOverlay.Draw(ImageDecoder.Decode(search.PhotoOf(hits[i].Product)), Weigh(explanations[i]))));
        }

        var document = new
        {
            text,
            hits = hits.Select((hit, i) => new
            {
                hit.Product.Id,
                hit.Product.Title,
                explanations[i].Score,
                explanations[i].Levels,
                explanations[i].Regions,
                picture = explanations[i].Regions.Count > 0 ? PictureOf(i) : null,
            }),
        };
        File.WriteAllText(Path.Combine(folder, "explanation.json"), JsonSerializer.Serialize(document, Layout));
    }

    // Ids may hold anything, so files are named by rank.
    private static string PictureOf(int hit) => $"{hit + 1:00}.png";

    /// <summary>From the least to the most similar region as 0 to 1; the whole photo would hide what its parts say.</summary>
    private static IReadOnlyList<WeightedRegion> Weigh(HslExplanation explanation)
    {
        var all = explanation.Regions;
        var whole = (all.Min(region => region.Left), all.Min(region => region.Top), all.Max(region => region.Right), all.Max(region => region.Bottom));
        ExplainedRegion[] parts = [.. all.Where(region => (region.Left, region.Top, region.Right, region.Bottom) != whole)];
        float best = parts.Max(region => region.Similarity), least = parts.Min(region => region.Similarity);
        var range = Math.Max(best - least, float.Epsilon);
        return [.. parts.Select(region => new WeightedRegion(region.Left, region.Top, region.Right, region.Bottom, (region.Similarity - least) / range))];
    }
}
