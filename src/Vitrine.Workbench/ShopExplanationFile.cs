using System.Text.Json;
using Vitrine.Search.Shop;

namespace Vitrine.Workbench;

/// <summary>Writes why a search by words found its products: <c>explanation.json</c>.</summary>
public static class ShopExplanationFile
{
    private static readonly JsonSerializerOptions Layout = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="answer">What was found.</param>
    /// <param name="text">The words that were typed.</param>
    /// <param name="folder">Made where missing.</param>
    public static void Write(ShopAnswer answer, string text, string folder)
    {
        Directory.CreateDirectory(folder);
        var document = new
        {
            text,
            understood = answer.Understood.Text,
            notes = answer.Understood.Notes,
            hits = answer.Hits.Concat(answer.LessLikely).Select(hit => new
            {
                hit.Product.Id,
                hit.Product.Title,
                probability = ((MatchProbability)hit.Nearness).Value,
                shares = ((MatchProbability)hit.Nearness).Shares.ToDictionary(share => share.Signal, share => new { share.LogOdds, share.QueryLogOdds }),
            }),
        };
        File.WriteAllText(Path.Combine(folder, "explanation.json"), JsonSerializer.Serialize(document, Layout));
    }
}
