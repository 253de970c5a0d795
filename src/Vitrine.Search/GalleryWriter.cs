using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Search.Indexes;

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

    // Between a product's id and the number of its photo: no id of a table has a control character.
    private const char PhotoMark = '\u001f';

    /// <summary>The models of a store that have galleries, up to date or not.</summary>
    public static IReadOnlyList<string> ModelsOf(CatalogueStore store) =>
        [.. ModelDirectory.Names(store).Where(model => Fields.Any(field => Directory.Exists(GalleryFolder.Of(store, model, field))))];

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
        var (done, encoded) = (0, 0);
        GalleryUpdate? update = null;
        foreach (var field in Fields)
        {
            using var gallery = Target.Open(store, modelName, model, field, format);
            gallery.RemoveGone();
            var changed = gallery.Changed();
            done += store.Count - changed.Length;
            encoded += changed.Length;
            foreach (var part in changed.Chunk(RowsPerCommit))
            {
                done += gallery.PutEmpty(part);
                foreach (var block in model.EncodeItems(gallery.Items, field, gallery.ItemsOf(part), cancellation))
                {
                    done += gallery.Put(block);
                    progress?.Report(done);
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
        private readonly string folder, name;
        private readonly IIndexWriter writer;
        private readonly GalleryContent content;
        private readonly Provenance now;

        private Target(CatalogueStore store, ItemField field, string folder, string name, IIndexWriter writer, GalleryContent content, Provenance now) =>
            (this.store, this.field, this.folder, this.name, this.writer, this.content, this.now, Items) =
                (store, field, folder, name, writer, content, now, field == ItemField.Photo ? new ProductPhotos(store) : new StoreItems(store));

        /// <summary>What is encoded: every photo of every product, or the title of each.</summary>
        public PhotoItems Items { get; }

        public IndexSchema Schema => writer.Schema;

        /// <summary>The index that is there, if it is of these weights and this form; else a new one, which takes its place with the first commit.</summary>
        public static Target Open(CatalogueStore store, string modelName, IRetrievalModel model, ItemField field, VectorFormat? format)
        {
            var (folder, name) = (GalleryFolder.Of(store, modelName, field), GalleryFolder.NameOf(store, modelName, field));
            var (now, indexes) = (Provenance.Of(store, modelName), StoreIndexes.Of(store));
            if (TryOpen(indexes, name, model.Description, field, format, now) is { } writer)
                return new Target(store, field, folder, name, writer, SharedContent.Read(folder, writer, store, field), now);
            var content = GalleryContent.Empty(store, field);
            Directory.CreateDirectory(folder);
            content.Write(folder); // before the new index: it must not inherit what was known of the old one
            return new Target(store, field, folder, name, indexes.Create(name, SchemaOf(model.Description, field, format ?? DefaultFormat)), content, now);
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

        /// <summary>Deletes what the index holds of products that the store has no longer: they are the ids of rows that are another's now, or none's.</summary>
        public void RemoveGone()
        {
            int[] left = [.. content.MadeRows.Where(row => row >= store.Count || !content.IsCurrent(row))];
            if (left.Length == 0)
                return;
            using var before = StoreIndexes.Of(store).Open(name);
            foreach (var row in left)
            {
                if (before.IdOf(row) is { } id && ProductOf(id) is var product && store.Find(product) is null)
                    DeletePhotos(product, from: 0);
                if (row >= store.Count)
                    content.Forget(row);
            }
        }

        /// <summary>The items of some rows.</summary>
        public int[] ItemsOf(int[] rows) => field == ItemField.Title ? rows
            : [.. rows.SelectMany(row => Enumerable.Range(store.FirstPhotoOf(row), store.PhotosOf(row).Length))];

        /// <summary>Takes rows without items out of the index.</summary>
        /// <returns>How many there are.</returns>
        public int PutEmpty(int[] rows)
        {
            var empty = 0;
            foreach (var row in rows)
            {
                if (field == ItemField.Title || store.HasPhoto(row))
                    continue;
                var product = store[row];
                DeletePhotos(product.Id, from: 0);
                content.Note(product);
                empty++;
            }

            return empty;
        }

        /// <summary>Puts a block of items into the index.</summary>
        /// <returns>The rows that are complete with it.</returns>
        public int Put(ItemBlock block)
        {
            var (words, dimensions, complete) = (Schema.CodeLayout?.Words ?? 0, Schema.VectorDimensions, 0);
            for (var i = 0; i < block.Items.Count; i++)
            {
                var product = store[Items.RowOf(block.Items[i])];
                var photo = field == ItemField.Photo ? block.Items[i] - store.FirstPhotoOf(product.Row) : 0;
                writer.Put(new IndexItem(IdOf(product.Id, photo))
                {
                    Row = product.Row,
                    Code = block.Codes.AsMemory(i * words, words),
                    Vector = block.Vectors.AsMemory(i * dimensions, dimensions),
                    Parts = PartsOf(block.Parts, i),
                });
                if (field == ItemField.Photo && photo < product.Photos - 1)
                    continue;
                DeletePhotos(product.Id, from: photo + 1);
                content.Note(product);
                complete++;
            }

            return complete;
        }

        /// <summary>Deletes the photos of a product from one on; they are numbered without gaps.</summary>
        private void DeletePhotos(string product, int from)
        {
            while (writer.Delete(IdOf(product, from)))
                from++;
        }

        public void Commit(bool isComplete, CancellationToken cancellation)
        {
            // The data hash says that all products are in: until then the index is not served.
            (isComplete ? now : now with { DataHash = "" }).WriteTo(writer.Properties);
            SharedContent.Note(content, writer);
            writer.Commit(cancellation);
            content.Write(folder);
        }

        public void Dispose() => writer.Dispose();

        // The main photo has the product's id, so that ties are ordered by it.
        private static string IdOf(string product, int photo) => photo == 0 ? product : $"{product}{PhotoMark}{photo.ToString(CultureInfo.InvariantCulture)}";

        private static string ProductOf(string id) => id.Split(PhotoMark)[0];

        private static VectorFormat DefaultFormat => new IndexSchema([]).VectorFormat;

        private static IIndexWriter? TryOpen(IIndexes indexes, string name, ModelDescription model, ItemField field, VectorFormat? format, Provenance now)
        {
            try
            {
                var writer = indexes.Change(name);
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
