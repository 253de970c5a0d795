using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Search;

/// <summary>What an update of the galleries did.</summary>
/// <param name="Schema">The form of codes and vectors.</param>
/// <param name="Products">Products that can be found.</param>
/// <param name="Encoded">Fields that were encoded: photos and titles that are new or have changed.</param>
public sealed record GalleryUpdate(IndexSchema Schema, int Products, int Encoded);

/// <summary>
/// Keeps what a model makes of the photos and titles of a store's products, once, in the form in which it is searched. An update encodes what is new or has
/// changed and leaves the rest as it is; interrupted, it goes on where it was.
/// </summary>
public static class GalleryWriter
{
    private static readonly ItemField[] Fields = [ItemField.Photo, ItemField.Title];

    // Rows between two commits: what an interruption can cost, against the cost of a commit.
    private const int RowsPerCommit = 100_000;

    /// <summary>Brings both galleries up to the products and the weights.</summary>
    /// <param name="store">The products.</param>
    /// <param name="modelName">Name of a model in the store.</param>
    /// <param name="model">That model.</param>
    /// <param name="format">How vectors are kept; null for how they are kept, or the index's own default.</param>
    /// <param name="progress">Gets the number of fields done, of two per product.</param>
    /// <param name="cancellation">Stops between blocks; what is committed stays.</param>
    /// <exception cref="UsageException">There are no products, or a vector format is asked for and there are no vectors.</exception>
    public static GalleryUpdate Update(
        CatalogueStore store, string modelName, IRetrievalModel model, VectorFormat? format = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        if (store.Count == 0)
            throw new UsageException($"The store '{store.Path}' has no products.", "Import a catalogue into it first.");
        if (format is not null && !model.Description.HasVectors)
            throw new UsageException("A vector format was given, but this model gives codes only.", "Leave out --vector-format.");
        var (items, done, encoded) = (new StoreItems(store), 0, 0);
        GalleryUpdate? update = null;
        foreach (var field in Fields)
        {
            using var gallery = Target.Open(store, modelName, model, field, format);
            var changed = gallery.Changed();
            done += store.Count - changed.Length;
            encoded += changed.Length;
            foreach (var part in changed.Chunk(RowsPerCommit))
            {
                foreach (var block in model.EncodeItems(items, field, part, cancellation))
                {
                    gallery.Put(block);
                    progress?.Report(done += block.Items.Count);
                }

                gallery.Commit(isComplete: false, cancellation);
            }

            gallery.Commit(isComplete: true, cancellation);
            update = new GalleryUpdate(gallery.Schema, store.Count, encoded);
        }

        return update!;
    }

    /// <summary>The index of one field, opened for an update.</summary>
    private sealed class Target : IDisposable
    {
        private readonly CatalogueStore store;
        private readonly ItemField field;
        private readonly string folder;
        private readonly IndexWriter writer;
        private readonly GalleryContent content;
        private readonly Provenance now;

        private Target(CatalogueStore store, ItemField field, string folder, IndexWriter writer, GalleryContent content, Provenance now) =>
            (this.store, this.field, this.folder, this.writer, this.content, this.now) = (store, field, folder, writer, content, now);

        public IndexSchema Schema => writer.Schema;

        /// <summary>The index that is there, if it is of these weights and this form; else a new one, which takes its place with the first commit.</summary>
        public static Target Open(CatalogueStore store, string modelName, IRetrievalModel model, ItemField field, VectorFormat? format)
        {
            var folder = GalleryFolder.Of(store, modelName, field);
            var now = Provenance.Of(store, modelName);
            if (TryOpen(folder, model.Description, field, format, now) is { } writer)
                return new Target(store, field, folder, writer, GalleryContent.Read(folder, store, field), now);
            var content = GalleryContent.Empty(store, field);
            Directory.CreateDirectory(folder);
            content.Write(folder); // before the new index: it must not inherit what was known of the old one
            return new Target(store, field, folder, IndexWriter.Create(folder, SchemaOf(model.Description, field, format ?? DefaultFormat)), content, now);
        }

        /// <summary>Rows whose field has changed since it was encoded; those of one photo beside each other.</summary>
        public int[] Changed()
        {
            var changed = new List<(long Photo, int Row)>();
            for (var row = 0; row < store.Count; row++)
            {
                if (!content.IsCurrent(row))
                    changed.Add((field == ItemField.Photo ? store.PhotoOf(row) : 0, row));
            }

            changed.Sort();
            return [.. changed.Select(row => row.Row)];
        }

        public void Put(ItemBlock block)
        {
            var (words, dimensions) = (Schema.CodeLayout?.Words ?? 0, Schema.VectorDimensions);
            for (var i = 0; i < block.Items.Count; i++)
            {
                var product = store[block.Items[i]];
                writer.Put(product.Id, product.Row, block.Codes.AsSpan(i * words, words), block.Vectors.AsSpan(i * dimensions, dimensions), PartsOf(block.Parts, i));
                content.Note(product);
            }
        }

        public void Commit(bool isComplete, CancellationToken cancellation)
        {
            // The data hash says that all products are in: until then the index is not served.
            (isComplete ? now : now with { DataHash = "" }).WriteTo(writer.Properties);
            writer.Commit(cancellation);
            content.Write(folder);
        }

        public void Dispose() => writer.Dispose();

        private static VectorFormat DefaultFormat => new IndexSchema([]).VectorFormat;

        private static IndexWriter? TryOpen(string folder, ModelDescription model, ItemField field, VectorFormat? format, Provenance now)
        {
            try
            {
                var writer = IndexWriter.Open(folder);
                if (now.IsOfWeights(writer.Properties.AsReadOnly()) && writer.Schema == SchemaOf(model, field, format ?? writer.Schema.VectorFormat))
                    return writer;
                writer.Dispose();
                return null;
            }
            catch (Exception e) when (e is IndexFormatException or DirectoryNotFoundException)
            {
                return null; // none, or a damaged one: made anew
            }
        }

        private static IndexSchema SchemaOf(ModelDescription model, ItemField field, VectorFormat format) => new(model.CodeBitsPerLayer, model.VectorDimensions, format)
        {
            Parts = field == ItemField.Photo ? [.. model.Parts.Select(part => new Index.PartForm(part.Name, part.Dimensions, part.VectorsPerItem))] : [],
        };

        private ReadOnlyMemory<float>[] PartsOf(ItemParts? parts, int item)
        {
            var vectors = new ReadOnlyMemory<float>[parts?.Vectors.Count ?? 0];
            for (var part = 0; part < vectors.Length; part++)
            {
                var form = Schema.Parts[part];
                var count = form.VectorsPerItem == 1 ? 1 : parts!.Counts?[item] ?? form.VectorsPerItem;
                vectors[part] = parts!.Vectors[part].AsMemory(item * form.VectorsPerItem * form.Dimensions, count * form.Dimensions);
            }

            return vectors;
        }
    }
}
