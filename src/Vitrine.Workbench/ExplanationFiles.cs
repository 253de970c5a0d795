using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Search;

namespace Vitrine.Workbench;

/// <summary>Writes why products were found: one JSON document and, where a model looks at regions, for each hit its photo with those that spoke for it.</summary>
public static class ExplanationFiles
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <param name="search">What found the hits.</param>
    /// <param name="query">The query.</param>
    /// <param name="text">Its words.</param>
    /// <param name="hits">What it found, best first.</param>
    /// <param name="folder">Made where missing; gets explanation.json, and 01.png for the first hit and so on.</param>
    public static void Write(ProductSearch search, Query query, string text, IReadOnlyList<ProductHit> hits, string folder)
    {
        hits = [.. hits.Where(hit => hit.Nearness is not KeywordScore)]; // the words of a title explain themselves
        Explanation[] explanations = [.. hits.Select(hit => search.Explain(query, hit.Product))];
        Directory.CreateDirectory(folder);
        for (var i = 0; i < hits.Count; i++)
        {
            if (Weigh(explanations[i]) is { Count: > 0 } weighed)
                File.WriteAllBytes(Path.Combine(folder, PictureOf(i)), ImageEncoder.Png(RegionOverlay.Draw(ImageDecoder.Decode(search.PhotoOf(hits[i].Product)!), weighed)));
        }

        var document = new
        {
            text,
            hits = hits.Select((hit, i) => new
            {
                hit.Product.Id,
                hit.Product.Title,
                explanations[i].Score,
                explanations[i].Shares,
                regions = explanations[i].Regions.Select(region => new { region.Box.Left, region.Box.Top, region.Box.Right, region.Box.Bottom, region.Similarity }),
                picture = Weigh(explanations[i]).Count > 0 ? PictureOf(i) : null,
            }),
        };
        File.WriteAllText(Path.Combine(folder, "explanation.json"), JsonSerializer.Serialize(document, Layout));
    }

    // Ids may hold anything, so files are named by rank.
    private static string PictureOf(int hit) => $"{hit + 1:00}.png";

    /// <summary>From the least to the most similar region as 0 to 1; the whole photo would hide what its parts say.</summary>
    private static IReadOnlyList<WeightedRegion> Weigh(Explanation explanation)
    {
        if (explanation.Regions.Count == 0)
            return [];
        var all = explanation.Regions.Select(region => region.Box).ToArray();
        var whole = new RegionBox(all.Min(box => box.Left), all.Min(box => box.Top), all.Max(box => box.Right), all.Max(box => box.Bottom));
        ExplainedRegion[] parts = [.. explanation.Regions.Where(region => region.Box != whole)];
        if (parts.Length == 0)
            return [];
        var (best, least) = (parts.Max(region => region.Similarity), parts.Min(region => region.Similarity));
        var range = Math.Max(best - least, float.Epsilon);
        return [.. parts.Select(region => new WeightedRegion(region.Box.Left, region.Box.Top, region.Box.Right, region.Box.Bottom, (region.Similarity - least) / range))];
    }
}
