namespace Vitrine.Index;

/// <content>Items by the caller's row numbers. Where several items share a row, one of them answers.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>Hamming distance of the query to every item, each written at the item's row.</summary>
    /// <param name="query">Query code.</param>
    /// <param name="byRow">A place for each row; those of rows that are not in the index keep what they hold.</param>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    /// <exception cref="ArgumentException">An item's row lies beyond <paramref name="byRow"/>.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void Distances(ReadOnlySpan<ulong> query, Span<ushort> byRow)
    {
        Codes().CheckCode(query);
        Span<ushort> buffer = stackalloc ushort[CodeSet.ChunkRows];
        foreach (var opened in segments)
        {
            for (var position = 0; position < opened.Segment.Count; position += CodeSet.ChunkRows)
                Scatter(opened, position, opened.Segment.Codes!.ChunkDistances(query, position, buffer), byRow);
        }
    }

    /// <summary>Inner product of the query with every item, each written at the item's row.</summary>
    /// <param name="query">Query vector.</param>
    /// <param name="byRow">As for codes.</param>
    /// <exception cref="InvalidOperationException">The index has no vectors.</exception>
    /// <exception cref="ArgumentException">An item's row lies beyond <paramref name="byRow"/>.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void Scores(ReadOnlySpan<float> query, Span<float> byRow)
    {
        var prepared = PreparedQuery.Of(query, Vectors(), Schema.VectorFormat);
        Span<float> buffer = stackalloc float[CodeSet.ChunkRows];
        foreach (var opened in segments)
        {
            var vectors = opened.Segment.Vectors!;
            for (var position = 0; position < opened.Segment.Count; position += vectors.ChunkRows)
            {
                var scores = buffer[..Math.Min(vectors.ChunkRows, opened.Segment.Count - position)];
                vectors.Score(prepared, position, scores);
                Scatter<float>(opened, position, scores, byRow);
            }
        }
    }

    private static void Scatter<T>(OpenedSegment opened, int position, ReadOnlySpan<T> values, Span<T> byRow)
    {
        var rows = opened.Segment.RowsAt(position, values.Length);
        for (var i = 0; i < rows.Length; i++)
        {
            if (opened.Deleted.Contains(position + i))
                continue;
            if (rows[i] >= byRow.Length)
                throw new ArgumentException($"The index holds row {rows[i]}; there are places for {byRow.Length} rows.", nameof(byRow));
            byRow[rows[i]] = values[i];
        }
    }
}
