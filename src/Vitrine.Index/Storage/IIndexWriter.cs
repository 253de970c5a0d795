namespace Vitrine.Index;

/// <summary>
/// Adds, replaces and deletes items of an index, wherever it is kept; one writer at a time. Nothing is visible to new snapshots, and nothing survives a
/// crash, before <see cref="Commit"/>; after it everything does. For one thread at a time.
/// </summary>
public interface IIndexWriter : IDisposable
{
    /// <summary>Form of codes, vectors, parts and fields.</summary>
    IndexSchema Schema { get; }

    /// <summary>Notes that are committed with the data: what it was made from, e.g. the model's name and the data hash.</summary>
    IDictionary<string, string> Properties { get; }

    /// <summary>Items, uncommitted changes included.</summary>
    int Count { get; }

    /// <summary>Adds an item, or replaces the one of the same id.</summary>
    /// <exception cref="ArgumentException">Something of it does not fit the schema.</exception>
    void Put(IndexItem item);

    /// <summary>Deletes an item; false when there is none of this id.</summary>
    bool Delete(string id);

    /// <summary>Makes all changes durable and visible to snapshots opened from now on.</summary>
    /// <param name="cancellation">Stops before the commit point; the changes stay uncommitted.</param>
    void Commit(CancellationToken cancellation = default);
}
