using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Platform;
using Vitrine.Search.Indexes;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Copies;

/// <summary>
/// Spares the encoding of what another model of the store has encoded already, bit for bit (<see cref="ModelCard.ItemsAs"/>): two compositions on the same towers differ in queries alone. Only in the
/// store's own folder: indexes in a shared place are encoded.
/// </summary>
public static class GalleryCopy
{
    private static readonly ItemField[] Fields = [ItemField.Photo, ItemField.Title];

    /// <summary>Copies the galleries of such a model, if they are of the products of now, where this one has none of its weights.</summary>
    /// <param name="store">The products.</param>
    /// <param name="modelName">The model that needs galleries.</param>
    /// <param name="format">How vectors are to be kept; null for how they are.</param>
    /// <param name="cancellation">Stops; what was there stays.</param>
    /// <returns>The model whose galleries were taken; null where there was nothing to take, or no need.</returns>
    public static string? Take(CatalogueStore store, string modelName, VectorFormat? format = null, CancellationToken cancellation = default)
    {
        var now = Provenance.Of(store, modelName);
        if (StoreIndexes.AreShared || ModelDirectory.Of(store, modelName).ReadCard().ItemsAs is not { } towers || Fields.Any(field => Has(store, modelName, field, index => now.IsOfWeights(index.Properties))))
            return null;
        var other = GalleryWriter.ModelsOf(store).FirstOrDefault(other => other != modelName && EncodesAs(store, other, towers)
            && Fields.All(field => Has(store, other, field, index => MadeFrom.IsNow(index.Properties, store, other) && (format is null || index.Schema.VectorFormat == format))));
        if (other is null)
            return null;
        foreach (var field in Fields)
        {
            var from = GalleryFolder.Of(store, other, field);
            DurableFolder.Copy(GalleryFolder.Of(store, modelName, field), from, Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories), cancellation);
            // Until here the copy notes weights that are not this model's, so that nobody searches it.
            using var writer = StoreIndexes.Of(store).Change(GalleryFolder.NameOf(store, modelName, field));
            now.WriteTo(writer.Properties);
            writer.Commit(cancellation);
        }

        return other;
    }

    private static bool EncodesAs(CatalogueStore store, string model, string towers) => ModelDirectory.Of(store, model).ReadCard() is var card && (card.WeightsHash == towers || card.ItemsAs == towers);

    private static bool Has(CatalogueStore store, string model, ItemField field, Func<IIndexSnapshot, bool> isWanted)
    {
        var (indexes, name) = (StoreIndexes.Of(store), GalleryFolder.NameOf(store, model, field));
        if (!indexes.Exists(name))
            return false;
        try
        {
            using var index = indexes.Open(name);
            return isWanted(index);
        }
        catch (IndexFormatException)
        {
            return false; // damaged: encoded anew
        }
    }
}
