using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>Makes a small store of a large one for tuning and tables of many rows: whole groups of products, each in the part that it has in the whole.</summary>
public static class StoreSample
{
    /// <summary>Writes the products of one of every <paramref name="oneIn"/> groups (<see cref="SplitRule.IsInSample"/>) into a new store, in their order.</summary>
    /// <param name="whole">Where the products are taken from.</param>
    /// <param name="path">A folder that is new or empty.</param>
    /// <param name="oneIn">2 or more; 4 for a quarter.</param>
    /// <param name="cancellation">Nothing is written when it is used.</param>
    /// <returns>The number of products.</returns>
    /// <exception cref="UsageException">The folder holds something already.</exception>
    /// <remarks>
    /// Groups are those of the whole: which products share a photo or a title, and which words are colours, is asked of all products, so that the
    /// parts are those of the whole. A later import into the sample would split it by itself.
    /// </remarks>
    public static int Write(CatalogueStore whole, string path, int oneIn, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(oneIn, 2);
        if (StoreSchema.Exists(path))
            throw new UsageException($"'{path}' is a store already.", "Name a new or empty folder.");
        var groups = whole.Read(connection => ProductGroups.Read(connection, whole.Count, cancellation));
        var parts = new List<Part>();
        using var writer = StoreWriter.Open(path);
        foreach (var product in whole.Products())
        {
            cancellation.ThrowIfCancellationRequested();
            if (!SplitRule.IsInSample(groups[product.Row], oneIn))
                continue;
            writer.PutStored(DataOf(product, whole), [.. whole.PhotosOf(product.Row).ToArray().Select(photo =>
                (whole.Read(connection => HashOfPhoto(connection, photo)), (Func<byte[]>)(() => whole.ReadPhoto(photo))))]);
            parts.Add(product.Part);
        }

        writer.WriteSplit(parts, cancellation);
        if (whole.LastImport is { } import)
            writer.WriteReport("sample", SummaryOf(import, parts.Count), []);
        writer.Commit(cancellation);
        return parts.Count;
    }

    private static ProductData DataOf(Product product, CatalogueStore whole) => new(product.Id, product.Title, whole.Tree.Path(product.Category))
    {
        Attributes = product.Attributes,
        FurtherCategories = product.FurtherCategories,
        Numbers = product.Numbers,
        Description = product.Description,
        Variants = product.Variants,
    };

    private static byte[] HashOfPhoto(SqliteConnection connection, int photo)
    {
        using var command = connection.Prepare("SELECT hash FROM photo WHERE photo = $photo", "$photo");
        return (byte[])command.Set(photo).ExecuteScalar()!;
    }

    /// <summary>The names of columns stay; of the table, only the rows of the sample were there.</summary>
    private static ImportSummary SummaryOf(ImportSummary import, int products) => import with
    {
        Rows = products,
        Added = products,
        Updated = 0,
        Removed = 0,
        WithoutPhoto = 0,
        MissingPhotos = 0,
        Unchanged = 0,
        Skipped = 0,
        SkippedByReason = new Dictionary<BadRowReason, long>(),
        Kept = 0,
    };
}
