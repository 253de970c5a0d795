using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>What an import did.</summary>
/// <param name="Table">File name of the table.</param>
/// <param name="Images">Name of the folder or archive of photos.</param>
/// <param name="Rows">Rows of the table, without its header.</param>
/// <param name="Added">New products.</param>
/// <param name="Updated">Products that were in the store and have changed.</param>
/// <param name="Unchanged">Products that were in the store and are the same.</param>
/// <param name="Removed">Products that the table no longer has and that were removed.</param>
/// <param name="WithoutPhoto">Products of the table without a photo: words find them.</param>
/// <param name="MissingPhotos">Photos that the table asks for and that were not there; <see cref="CatalogueImporter.MissingPhotosFile"/> lists them.</param>
/// <param name="Skipped">Bad rows; each stands in the report.</param>
/// <param name="SkippedByReason">How many of each reason.</param>
/// <param name="Kept">Products of the store that the table does not have; they stay.</param>
/// <param name="LayerNames">The category columns, coarse to fine.</param>
/// <param name="AttributeNames">The attribute columns.</param>
/// <param name="Placeholders">Photos that too many titles of the store share to tell anything; they join no products in the split.</param>
/// <param name="EndingEarly">Photos that were taken although their files lack the end; nearly all of each picture is there.</param>
public sealed record ImportSummary(
    string Table,
    string Images,
    long Rows,
    long Added,
    long Updated,
    long Unchanged,
    long Removed,
    long WithoutPhoto,
    long MissingPhotos,
    long Skipped,
    IReadOnlyDictionary<BadRowReason, long> SkippedByReason,
    long Kept,
    IReadOnlyList<string> LayerNames,
    IReadOnlyList<string> AttributeNames,
    PlaceholderPhotos Placeholders,
    long EndingEarly = 0)
{
    /// <summary>Rows that translate a product for a store view (<see cref="ImportOptions.StoreView"/>); they were left out.</summary>
    public long Translations { get; init; }

    /// <summary>Rows of products and variants that the shop does not show (<see cref="ImportOptions.Status"/>); they were left out.</summary>
    public long Unpublished { get; init; }

    /// <summary>What was taken of the table without being told, and why; each a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    internal string ToJson() => JsonSerializer.Serialize(this);

    internal static ImportSummary FromJson(string json) => JsonSerializer.Deserialize<ImportSummary>(json)!;
}
