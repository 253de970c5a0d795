namespace Vitrine.Index;

/// <summary>A snapshot of an embedded index behind the contract that all kinds of index keep.</summary>
/// <param name="embedded">The snapshot, which is disposed with this.</param>
public sealed class FolderSnapshot(IndexSnapshot embedded) : IIndexSnapshot
{
    /// <summary>The snapshot with what only an embedded index can do.</summary>
    public IndexSnapshot Embedded => embedded;

    /// <inheritdoc/>
    public int Count => embedded.Count;

    /// <inheritdoc/>
    public long Generation => embedded.Generation;

    /// <inheritdoc/>
    public IndexSchema Schema => embedded.Schema;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Properties => embedded.Properties;

    /// <inheritdoc/>
    public IndexAnswer Search(IndexQuery query, CancellationToken cancellation = default) => IndexSearch.Search(embedded, query, cancellation);

    /// <inheritdoc/>
    public string Explain(IndexQuery query) => IndexSearch.Explain(embedded, query).ToString();

    /// <inheritdoc/>
    public RowSet RowsOf(Filter filter, int rowCount, CancellationToken cancellation = default) => IndexSearch.RowsOf(embedded, filter, rowCount, cancellation);

    /// <inheritdoc/>
    public CodeMatch[] SearchCodes(ReadOnlySpan<ulong> query, int k, RowSet? filter = null) => embedded.SearchCodes(query, k, filter);

    /// <inheritdoc/>
    public VectorMatch[] SearchVectors(ReadOnlySpan<float> query, int k, RowSet? filter = null) => embedded.SearchVectors(query, k, filter);

    /// <inheritdoc/>
    public WeightedCodeMatch[] SearchWeightedCodes(ReadOnlySpan<ulong> query, ReadOnlySpan<float> weights, int k, RowSet? filter = null) =>
        embedded.SearchWeightedCodes(query, weights, k, filter);

    /// <inheritdoc/>
    public void Distances(ReadOnlySpan<ulong> query, Span<ushort> byRow) => embedded.Distances(query, byRow);

    /// <inheritdoc/>
    public void Scores(ReadOnlySpan<float> query, Span<float> byRow) => embedded.Scores(query, byRow);

    /// <inheritdoc/>
    public void CopyParts(string part, IReadOnlyList<string> ids, Span<float> vectors, Span<int> counts)
    {
        var width = ids.Count == 0 ? 0 : vectors.Length / ids.Count;
        for (var i = 0; i < ids.Count; i++)
            counts[i] = embedded.CopyPart(part, ids[i], vectors.Slice(i * width, width));
    }

    /// <inheritdoc/>
    public void CopyVectors(ReadOnlySpan<int> rows, Span<float> vectors)
    {
        vectors.Clear();
        for (var i = 0; i < rows.Length; i++)
            embedded.CopyVector(rows[i], vectors.Slice(i * Schema.VectorDimensions, Schema.VectorDimensions));
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<float> Kept(ReadOnlyMemory<float> vector) => ItemDigest.Kept(vector.Span, Schema.VectorFormat);

    /// <inheritdoc/>
    public string? IdOf(int row) => embedded.IdOf(row);

    /// <inheritdoc/>
    public IndexItem? Find(string id) => embedded.TryGet(id, out var item) ? item : null;

    /// <inheritdoc/>
    public IEnumerable<IndexItem> Items(string? after = null) => embedded.ItemsInOrder(after);

    /// <inheritdoc/>
    public void Dispose() => embedded.Dispose();
}
