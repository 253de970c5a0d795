using Vitrine.VectorData.Definition;
using Vitrine.VectorData.Storage;

namespace Vitrine.VectorData;

/// <summary>A collection whose records are dictionaries, by a definition that is known at run time only.</summary>
public sealed class IndexDynamicCollection : IndexCollection<object, Dictionary<string, object?>>
{
    /// <summary>Opens a collection of a store's folder.</summary>
    /// <param name="folder">The folder of the store.</param>
    /// <param name="name">The collection.</param>
    /// <param name="options">The definition of the records.</param>
    /// <exception cref="NotSupportedException">An index cannot hold such records.</exception>
    /// <exception cref="ArgumentException">The name is empty or too long, or there is no definition.</exception>
    public IndexDynamicCollection(string folder, string name, IndexCollectionOptions options)
        : base(new CollectionFiles(CollectionPaths.Of(folder, name)), name, FormOf(options), ownsFiles: true)
    {
    }

    internal IndexDynamicCollection(CollectionFiles files, string name, IndexCollectionOptions options)
        : base(files, name, FormOf(options), ownsFiles: false)
    {
    }

    private static RecordForm FormOf(IndexCollectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new RecordForm(new RecordModelBuilder().BuildDynamic(
            options.Definition ?? throw new ArgumentException("Records that are dictionaries need a definition.", nameof(options)), options.EmbeddingGenerator));
    }
}
