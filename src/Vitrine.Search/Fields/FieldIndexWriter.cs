using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Indexes;

namespace Vitrine.Search.Fields;

/// <summary>Makes the fields of a store's products searchable: <c>index/fields</c>, and those of their variants: <c>index/variants</c>. What has not changed is not read again.</summary>
public static class FieldIndexWriter
{
    internal const string DataHashKey = "dataHash";

    private const string DigestsKey = "digests";

    /// <param name="store">The products.</param>
    /// <param name="progress">Gets the number of products that are read.</param>
    /// <param name="cancellation">Stops; what was searchable before stays.</param>
    /// <returns>The fields.</returns>
    /// <exception cref="UsageException">There are no products.</exception>
    public static IReadOnlyList<ShopField> Update(CatalogueStore store, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (store.Count == 0)
            throw new UsageException($"The store '{store.Path}' has no products.", "Import a catalogue into it first.");
        var folder = ShopFields.FolderOf(store);
        return TryChange(store, folder, cancellation) ?? MakeAnew(store, folder, progress, cancellation);
    }

    // Only what changed; null where there is nothing to change, or the products have other fields now.
    private static IReadOnlyList<ShopField>? TryChange(CatalogueStore store, string folder, CancellationToken cancellation)
    {
        try
        {
            var indexes = StoreIndexes.Of(store);
            using var before = indexes.Open(ShopFields.IndexName);
            using var variantsBefore = indexes.Open(VariantItems.IndexName);
            if (VariantItems.HashOf(before.Properties.GetValueOrDefault(DataHashKey)) != variantsBefore.Properties.GetValueOrDefault(DataHashKey))
                return null; // of two states, where something came between their commits, or of another form
            var fields = ShopFields.FieldsOf(before.Schema);
            if (before.Properties.GetValueOrDefault(DataHashKey) == ShopFields.HashOf(store))
                return fields;
            var digests = RowDigests.Read(folder);
            if (digests.Length == 0 || before.Properties.GetValueOrDefault(DigestsKey) != RowDigests.HashOf(digests))
                return null; // of another state than the index, where a crash came between the two
            Product[] changed = [.. Enumerable.Range(0, store.Count).Where(row => row >= digests.Length || digests[row] != store.DigestOf(row)).Select(row => store[row])];
            if (ProductFields.Of(changed).Except(fields).Any() && fields.Count < ProductFields.Most)
                return null;
            var left = RowSet.Where(digests.Length, row => row >= store.Count || digests[row] != store.DigestOf(row));
            var varied = variantsBefore.RowsOf(Filter.Rows(left), digests.Length, cancellation);
            using var writer = indexes.Change(ShopFields.IndexName, before.Schema);
            using var variants = indexes.Change(VariantItems.IndexName, VariantItems.Schema(fields));
            foreach (var row in left.Rows())
            {
                if (before.IdOf(row) is not { } id)
                    continue;
                if (varied.Contains(row))
                    VariantItems.Delete(id, variants);
                if (store.Find(id) is null)
                    writer.Delete(id);
            }

            foreach (var product in changed)
                Put(product, store, fields, writer, variants);
            Commit(writer, variants, store, folder, cancellation);
            return fields;
        }
        catch (Exception e) when (e is IndexFormatException or DirectoryNotFoundException)
        {
            return null; // none, or a damaged one: made anew
        }
    }

    private static IReadOnlyList<ShopField> MakeAnew(CatalogueStore store, string folder, IProgress<int>? progress, CancellationToken cancellation)
    {
        var fields = ProductFields.Of(Read(store, progress: null, cancellation));
        Directory.CreateDirectory(folder);
        RowDigests.Forget(folder);
        using var writer = StoreIndexes.Of(store).Create(ShopFields.IndexName, new IndexSchema([]) { Fields = [.. fields.Select(field => field.Form)] });
        using var variants = StoreIndexes.Of(store).Create(VariantItems.IndexName, VariantItems.Schema(fields));
        foreach (var product in Read(store, progress, cancellation))
            Put(product, store, fields, writer, variants);
        Commit(writer, variants, store, folder, cancellation);
        return fields;
    }

    private static void Put(Product product, CatalogueStore store, IReadOnlyList<ShopField> fields, IIndexWriter writer, IIndexWriter variants)
    {
        writer.Put(ProductFields.ItemOf(product, store.Tree, fields));
        foreach (var item in VariantItems.Of(product, fields))
            variants.Put(item);
    }

    // The fields last: where a crash comes between, they are of another state than the products, and all is brought up again.
    private static void Commit(IIndexWriter writer, IIndexWriter variants, CatalogueStore store, string folder, CancellationToken cancellation)
    {
        variants.Properties[DataHashKey] = VariantItems.HashOf(ShopFields.HashOf(store));
        variants.Commit(cancellation);
        var digests = RowDigests.Of(store);
        (writer.Properties[DataHashKey], writer.Properties[DigestsKey]) = (ShopFields.HashOf(store), RowDigests.HashOf(digests));
        writer.Commit(cancellation);
        RowDigests.Write(folder, digests);
    }

    private static IEnumerable<Product> Read(CatalogueStore store, IProgress<int>? progress, CancellationToken cancellation)
    {
        foreach (var product in store.Products())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return product;
            progress?.Report(product.Row + 1);
        }
    }
}
