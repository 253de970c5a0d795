namespace Vitrine.Index;

/// <summary>
/// One committed state of an index, wherever it is kept: whole, and unchanging while writers go on. What is said of <see cref="IndexSnapshot"/> holds of
/// each. Any number of threads may search it at once; it must not be disposed while one does.
/// </summary>
/// <remarks>
/// Members throw <see cref="ArgumentException"/> where a question does not fit, <see cref="InvalidOperationException"/> where the index has no codes or
/// vectors, <see cref="IndexFormatException"/> where what is stored is damaged, and <see cref="IndexUnavailableException"/> where a server does not answer.
/// </remarks>
public interface IIndexSnapshot : IDisposable
{
    /// <summary>Number of items.</summary>
    int Count { get; }

    /// <summary>Number of the commit, from 1.</summary>
    long Generation { get; }

    /// <summary>Form of codes, vectors, parts and fields.</summary>
    IndexSchema Schema { get; }

    /// <summary>What the writer noted, e.g. the model's name and the data hash.</summary>
    IReadOnlyDictionary<string, string> Properties { get; }

    /// <summary>Answers a query, exactly: as a loop over all items would.</summary>
    IndexAnswer Search(IndexQuery query, CancellationToken cancellation = default);

    /// <summary>Says how a query would be answered.</summary>
    string Explain(IndexQuery query);

    /// <inheritdoc cref="IndexSearch.RowsOf"/>
    RowSet RowsOf(Filter filter, int rowCount, CancellationToken cancellation = default);

    /// <inheritdoc cref="IndexSnapshot.SearchCodes(ReadOnlySpan{ulong}, int, RowSet)"/>
    CodeMatch[] SearchCodes(ReadOnlySpan<ulong> query, int k, RowSet? filter = null);

    /// <inheritdoc cref="IndexSnapshot.SearchVectors(ReadOnlySpan{float}, int, RowSet)"/>
    VectorMatch[] SearchVectors(ReadOnlySpan<float> query, int k, RowSet? filter = null);

    /// <inheritdoc cref="IndexSnapshot.SearchWeightedCodes(ReadOnlySpan{ulong}, ReadOnlySpan{float}, int, RowSet)"/>
    WeightedCodeMatch[] SearchWeightedCodes(ReadOnlySpan<ulong> query, ReadOnlySpan<float> weights, int k, RowSet? filter = null);

    /// <inheritdoc cref="IndexSnapshot.Distances"/>
    void Distances(ReadOnlySpan<ulong> query, Span<ushort> byRow);

    /// <inheritdoc cref="IndexSnapshot.Scores(ReadOnlySpan{float}, Span{float})"/>
    void Scores(ReadOnlySpan<float> query, Span<float> byRow);

    /// <summary>Copies the vectors of several items' part as float32.</summary>
    /// <param name="part">Name of the part.</param>
    /// <param name="ids">The items' ids.</param>
    /// <param name="vectors">Item by item, room for as many vectors as an item may have; what lies beyond those it has stays as it is.</param>
    /// <param name="counts">How many vectors each item has.</param>
    /// <exception cref="ArgumentException">There is no such part, or an item is not in the index.</exception>
    void CopyParts(string part, IReadOnlyList<string> ids, Span<float> vectors, Span<int> counts);

    /// <summary>Copies the vectors of several rows as float32, row by row; zeros for a row without an item.</summary>
    /// <param name="rows">The caller's row numbers.</param>
    /// <param name="vectors">Room for as many vectors.</param>
    void CopyVectors(ReadOnlySpan<int> rows, Span<float> vectors);

    /// <summary>A vector as this index keeps it: rounded to the form of its vectors.</summary>
    ReadOnlyMemory<float> Kept(ReadOnlyMemory<float> vector);

    /// <inheritdoc cref="IndexSnapshot.IdOf"/>
    string? IdOf(int row);

    /// <summary>An item as the index holds it; null when there is none of this id.</summary>
    IndexItem? Find(string id);

    /// <summary>All items by ascending id (ordinal), read as they are asked for.</summary>
    /// <param name="after">Only items whose ids come after this; null for all.</param>
    IEnumerable<IndexItem> Items(string? after = null);
}
