using Microsoft.Extensions.AI;

namespace Vitrine.VectorData;

/// <summary>How an <see cref="IndexVectorStore"/> is opened.</summary>
public sealed class IndexVectorStoreOptions
{
    /// <summary>Makes vectors where neither a property nor its collection says what does; null: nothing does.</summary>
    public IEmbeddingGenerator? EmbeddingGenerator { get; init; }
}
