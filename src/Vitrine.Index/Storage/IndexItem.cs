namespace Vitrine.Index;

/// <summary>An item with all that an index may hold of it.</summary>
/// <param name="id">Id, 1…1,000 characters. Ties of a search are ordered by it.</param>
public sealed class IndexItem(string id)
{
    /// <summary>Id, 1…1,000 characters.</summary>
    public string Id { get; } = id;

    /// <summary>The caller's number of the item, returned with hits; ≥ 0. Default 0, for those who go by ids.</summary>
    public int Row { get; init; }

    /// <summary>Code of the schema's length; empty for an index without codes.</summary>
    public ReadOnlyMemory<ulong> Code { get; init; }

    /// <summary>Vector of the schema's dimensions; empty for an index without vectors.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>For each part of the schema, in its order, the vectors of the item one after another: none to as many as the part allows.</summary>
    public IReadOnlyList<ReadOnlyMemory<float>> Parts { get; init; } = [];

    /// <summary>What the item is a variant of, 1…1,000 characters; null for an item that stands alone.</summary>
    public string? Group { get; init; }

    /// <summary>Values by the names of fields. A field that is not here has none.</summary>
    public IDictionary<string, FieldValue> Fields { get; init; } = new Dictionary<string, FieldValue>(StringComparer.Ordinal);
}
