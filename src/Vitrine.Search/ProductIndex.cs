using Vitrine.Catalogue;
using Vitrine.Index;

namespace Vitrine.Search;

/// <summary>The gallery of a search: what a model made of the photos of all products, in <c>index/MODEL/gallery</c>.</summary>
public static class ProductIndex
{
    /// <summary>Builds the index from a store's encodings; the one that is there serves until the new one is whole.</summary>
    /// <param name="store">The products.</param>
    /// <param name="model">Name of a model in the store.</param>
    /// <param name="format">How vectors are kept; null for the index's own default.</param>
    /// <param name="progress">Gets the number of products done.</param>
    /// <param name="cancellation">Stops between products; nothing is changed then.</param>
    /// <returns>The form of its codes and vectors.</returns>
    /// <exception cref="UsageException">The products are not encoded, or not as they are now.</exception>
    public static IndexSchema Build(CatalogueStore store, string model, VectorFormat? format = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var encodings = StoredEncodings.Open(store, model);
        var photos = encodings.Images;
        var schema = new IndexSchema(encodings.BitsPerLayer, encodings.Dimensions);
        if (format is { } chosen)
            schema = schema with { VectorFormat = chosen };
        var words = schema.CodeLayout?.Words ?? 0;
        using var writer = IndexWriter.Create(FolderOf(store, model), schema);
        Provenance.Of(store, model).WriteTo(writer.Properties);
        foreach (var product in store.Products())
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Put(product.Id, product.Row, photos.Codes.AsSpan(product.Row * words, words), photos.Vectors.AsSpan(product.Row * schema.VectorDimensions, schema.VectorDimensions));
            progress?.Report(product.Row + 1);
        }

        writer.Commit(cancellation);
        return schema;
    }

    /// <summary>Opens the last state that was built.</summary>
    /// <exception cref="UsageException">Nothing was built, or products or weights have changed since.</exception>
    /// <exception cref="IndexFormatException">A file is damaged.</exception>
    public static IndexSnapshot Open(CatalogueStore store, string model)
    {
        var now = Provenance.Of(store, model);
        var remedy = $"vitrine encode {store.Path} --model {model} && vitrine index {store.Path} --model {model}";
        if (!Directory.Exists(FolderOf(store, model)))
            throw new UsageException($"There is no index of the model '{model}' yet.", $"Run: {remedy}");
        var snapshot = IndexSnapshot.Open(FolderOf(store, model));
        try
        {
            now.Require(snapshot.Properties, "the index was", remedy);
            return snapshot;
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    private static string FolderOf(CatalogueStore store, string model) => Path.Combine(StoredEncodings.FolderOf(store, model), "gallery");
}
