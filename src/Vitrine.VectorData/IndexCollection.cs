using Microsoft.Extensions.VectorData;
using Vitrine.VectorData.Definition;
using Vitrine.VectorData.Records;
using Vitrine.VectorData.Storage;

namespace Vitrine.VectorData;

/// <summary>
/// Records with vectors or hash codes in an index of Vitrine. Searches are exact over all records that pass the filter, see one commit each, and take no lock. Every call that
/// changes something is one commit: durable when its task ends, all of it or nothing; so many records in one call are much faster than many calls.
/// </summary>
/// <typeparam name="TKey">A string of 1…1,000 characters, a Guid, an int or a long.</typeparam>
/// <typeparam name="TRecord">A class with attributes, or with a definition beside it.</typeparam>
/// <remarks>Safe for use from several threads at once. Records of equal nearness are ordered by their keys, as texts.</remarks>
public partial class IndexCollection<TKey, TRecord> : VectorStoreCollection<TKey, TRecord>
    where TKey : notnull
    where TRecord : class
{
    private readonly CollectionFiles files;
    private readonly RecordForm form;
    private readonly RecordMapper mapper;
    private readonly bool ownsFiles;

    /// <summary>Opens a collection of a store's folder. Nothing is read or made before it is used.</summary>
    /// <param name="folder">The folder of the store.</param>
    /// <param name="name">The collection.</param>
    /// <param name="options">The definition of the records, and what makes vectors.</param>
    /// <exception cref="NotSupportedException">An index cannot hold such records; or they are dictionaries, for which <see cref="IndexDynamicCollection"/> is.</exception>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public IndexCollection(string folder, string name, IndexCollectionOptions? options = null)
        : this(new CollectionFiles(CollectionPaths.Of(folder, name)), name, FormOf(options ?? new()), ownsFiles: true)
    {
    }

    internal IndexCollection(CollectionFiles files, string name, IndexCollectionOptions options)
        : this(files, name, FormOf(options), ownsFiles: false)
    {
    }

    private protected IndexCollection(CollectionFiles files, string name, RecordForm form, bool ownsFiles)
    {
        (this.files, this.form, this.ownsFiles, Name) = (files, form, ownsFiles, name);
        mapper = new RecordMapper(form);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult(files.Exists);

    /// <summary>Makes the collection where there is none.</summary>
    /// <exception cref="InvalidOperationException">There is one with records of another form.</exception>
    /// <exception cref="VectorStoreException">The folder cannot be written.</exception>
    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) =>
        Faults.ToldAsync(Name, nameof(EnsureCollectionExistsAsync), () => files.CreateAsync(form, cancellationToken));

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default) =>
        Faults.ToldAsync(Name, nameof(EnsureCollectionDeletedAsync), () => files.DeleteAsync(cancellationToken));

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(VectorStoreCollectionMetadata))
        {
            return new VectorStoreCollectionMetadata
            {
                VectorStoreSystemName = IndexVectorStore.SystemName,
                VectorStoreName = Path.GetFileName(Path.GetDirectoryName(files.Paths.Folder)),
                CollectionName = Name,
            };
        }

        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Closes the files, where no store does.</summary>
    protected override void Dispose(bool disposing)
    {
        if (ownsFiles)
            files.Dispose();
        base.Dispose(disposing);
    }

    private static RecordForm FormOf(IndexCollectionOptions options) => typeof(TRecord) == typeof(Dictionary<string, object?>)
        ? throw new NotSupportedException(Microsoft.Extensions.VectorData.ProviderServices.VectorDataStrings.NonDynamicCollectionWithDictionaryNotSupported(typeof(IndexDynamicCollection)))
        : new RecordForm(new RecordModelBuilder().Build(typeof(TRecord), typeof(TKey), options.Definition, options.EmbeddingGenerator));
}
