using Vitrine.Catalogue;
using Vitrine.Index;

namespace Vitrine.Cli.Terminal;

/// <summary>The catalogue's things as a user reads them.</summary>
internal static class Words
{
    /// <summary>"Apparel / Topwear / Shirts"; also what <c>--category</c> takes.</summary>
    public static string Path(CategoryTree tree, int category) => string.Join(" / ", tree.Path(category));

    /// <summary>The column a layer came from, or its number.</summary>
    public static string Layer(CatalogueStore store, int layer) =>
        store.LastImport is { } import && import.LayerNames.Count >= store.Tree.Depth ? import.LayerNames[layer - 1] : $"layer {layer}";

    /// <summary>"codes of 8 + 56 bits", "vectors of 512 dimensions", or both; "… as float16" where the format is chosen.</summary>
    public static string Encodings(IReadOnlyList<int> bitsPerLayer, int dimensions, VectorFormat? format = null) => string.Join(" and ", new[]
    {
        bitsPerLayer.Count > 0 ? $"codes of {string.Join(" + ", bitsPerLayer)} bits" : null,
        dimensions > 0 ? $"vectors of {dimensions} dimensions{(format is { } chosen ? $" as {chosen.ToString().ToLowerInvariant()}" : "")}" : null,
    }.OfType<string>());

    /// <summary>"1 epoch", "20 epochs".</summary>
    public static string Epochs(int count) => Count(count, "epoch");

    /// <summary>"1 photo", "2,000 photos".</summary>
    public static string Count(long count, string thing) => $"{count:N0} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>" (12 missing image, 3 empty title)", or nothing.</summary>
    public static string Reasons(ImportSummary import) => import.SkippedByReason.Count == 0
        ? ""
        : $" ({string.Join(", ", import.SkippedByReason.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value:N0} {pair.Key.Name()}"))})";

    /// <summary>That photos were taken although their files end early; null where none was.</summary>
    public static string? EndingEarly(ImportSummary import) => import.EndingEarly == 0
        ? null
        : $"{import.EndingEarly:N0} {(import.EndingEarly == 1 ? "photo lacks the end of its file and was" : "photos lack the end of their files and were")} taken, since nearly all of the picture is there.";

    /// <summary>"1 photo is a placeholder: …", or null where there is none.</summary>
    public static string? Placeholders(ImportSummary import) => import.Placeholders is { Count: > 0, MostShared: [var most, ..] } placeholders
        ? $"{(placeholders.Count == 1 ? "1 photo is a placeholder" : $"{placeholders.Count:N0} photos are placeholders")}, shared by too many titles to join products in the split; "
            + $"the most shared is that of {most.Products:N0} products, such as id {most.ExampleId}."
        : null;
}
