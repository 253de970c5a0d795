using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using Vitrine.VectorData.Storage;

namespace Vitrine.VectorData;

/// <summary>
/// Collections of records with vectors or hash codes in a folder: each collection is a folder in it, with an index of Vitrine and a file of records. Any number of threads and processes may
/// read; writers take turns. Collections of one store share the files that are open, so one store for a program is best.
/// </summary>
public sealed class IndexVectorStore : VectorStore
{
    /// <summary>The name of the system in metadata, errors and traces.</summary>
    internal const string SystemName = "vitrine";

    private readonly string folder;
    private readonly IndexVectorStoreOptions options;
    private readonly ConcurrentDictionary<string, CollectionFiles> files = new(StringComparer.Ordinal);

    /// <summary>Opens a store; a folder that is missing is made with the first collection.</summary>
    /// <param name="folder">The folder of the store.</param>
    /// <param name="options">What makes vectors.</param>
    public IndexVectorStore(string folder, IndexVectorStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        this.folder = Path.GetFullPath(folder);
        this.options = options ?? new IndexVectorStoreOptions();
    }

    /// <summary>A collection. Nothing is read or made before it is used.</summary>
    /// <exception cref="NotSupportedException">An index cannot hold such records; or they are dictionaries, for which <see cref="GetDynamicCollection"/> is.</exception>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public override IndexCollection<TKey, TRecord> GetCollection<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null) =>
        typeof(TRecord) == typeof(Dictionary<string, object?>)
            ? throw new NotSupportedException(VectorDataStrings.GetCollectionWithDictionaryNotSupported)
            : new IndexCollection<TKey, TRecord>(FilesOf(name), name, OptionsOf(definition));

    /// <summary>A collection whose records are dictionaries.</summary>
    /// <exception cref="NotSupportedException">An index cannot hold such records.</exception>
    /// <exception cref="ArgumentException">The name is empty or too long.</exception>
    public override IndexDynamicCollection GetDynamicCollection(string name, VectorStoreCollectionDefinition definition) => new(FilesOf(name), name, OptionsOf(definition));

    /// <inheritdoc/>
    public override async IAsyncEnumerable<string> ListCollectionNamesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var name in Faults.Told(null, nameof(ListCollectionNamesAsync), () => CollectionPaths.NamesIn(folder).ToArray()))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return name;
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override Task<bool> CollectionExistsAsync(string name, CancellationToken cancellationToken = default) => Task.FromResult(FilesOf(name).Exists);

    /// <inheritdoc/>
    public override Task EnsureCollectionDeletedAsync(string name, CancellationToken cancellationToken = default) =>
        Faults.ToldAsync(name, nameof(EnsureCollectionDeletedAsync), () => FilesOf(name).DeleteAsync(cancellationToken));

    /// <inheritdoc/>
    public override object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(VectorStoreMetadata))
            return new VectorStoreMetadata { VectorStoreSystemName = SystemName, VectorStoreName = Path.GetFileName(folder) };
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Closes the files of all its collections, which can no longer be used.</summary>
    protected override void Dispose(bool disposing)
    {
        foreach (var open in files.Values)
            open.Dispose();
        base.Dispose(disposing);
    }

    private CollectionFiles FilesOf(string name) => files.GetOrAdd(name, (_, paths) => new CollectionFiles(paths), CollectionPaths.Of(folder, name));

    private IndexCollectionOptions OptionsOf(VectorStoreCollectionDefinition? definition) => new() { Definition = definition, EmbeddingGenerator = options.EmbeddingGenerator };
}
