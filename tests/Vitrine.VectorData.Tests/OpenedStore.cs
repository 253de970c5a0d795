using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests;

/// <summary>A store in a folder of its own.</summary>
internal sealed class OpenedStore(IEmbeddingGenerator? generator = null) : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private IndexVectorStore? store;

    public string Folder => folder.FullName;

    public IndexVectorStore Store => store ??= new IndexVectorStore(Folder, new() { EmbeddingGenerator = generator });

    public async Task<IndexCollection<string, Garment>> FilledAsync()
    {
        var collection = await MadeAsync<string, Garment>("garments");
        await collection.UpsertAsync(Garment.Four, TestContext.Current.CancellationToken);
        return collection;
    }

    public async Task<IndexCollection<TKey, TRecord>> MadeAsync<TKey, TRecord>(string name, VectorStoreCollectionDefinition? definition = null)
        where TKey : notnull
        where TRecord : class
    {
        var collection = Store.GetCollection<TKey, TRecord>(name, definition);
        await collection.EnsureCollectionExistsAsync(TestContext.Current.CancellationToken);
        return collection;
    }

    public void Dispose()
    {
        store?.Dispose();
        folder.Dispose();
    }
}
