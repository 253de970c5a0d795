using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData;

/// <summary>How an <see cref="IndexCollection{TKey, TRecord}"/> is opened: the definition of its records, where attributes do not say it, and what makes vectors of what they hold.</summary>
public sealed class IndexCollectionOptions : VectorStoreCollectionOptions;
