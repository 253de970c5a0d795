using System.Diagnostics.CodeAnalysis;

namespace Vitrine.Index;

/// <content>Items by the caller's row numbers. Where several items share a row, the nearest of them answers.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>Hamming distance of the query to every item, each written at the item's row.</summary>
    /// <param name="query">Query code.</param>
    /// <param name="byRow">A place for each row; the largest number for rows that are not in the index.</param>
    /// <exception cref="InvalidOperationException">The index has no codes.</exception>
    /// <exception cref="ArgumentException">An item's row lies beyond <paramref name="byRow"/>.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void Distances(ReadOnlySpan<ulong> query, Span<ushort> byRow)
    {
        Codes().CheckCode(query);
        byRow.Fill(ushort.MaxValue);
        Span<ushort> buffer = stackalloc ushort[CodeSet.ChunkRows];
        foreach (var opened in segments)
        {
            for (var position = 0; position < opened.Segment.Count; position += CodeSet.ChunkRows)
            {
                var distances = opened.Segment.Codes!.ChunkDistances(query, position, buffer);
                var rows = opened.Segment.RowsAt(position, distances.Length);
                for (var i = 0; i < rows.Length; i++)
                {
                    if (IsLiving(opened, position + i, rows[i], byRow.Length))
                        byRow[rows[i]] = Math.Min(byRow[rows[i]], distances[i]);
                }
            }
        }
    }

    /// <summary>Inner product of the query with every item, each written at the item's row.</summary>
    /// <param name="query">Query vector.</param>
    /// <param name="byRow">A place for each row; −∞ for rows that are not in the index.</param>
    /// <exception cref="InvalidOperationException">The index has no vectors.</exception>
    /// <exception cref="ArgumentException">An item's row lies beyond <paramref name="byRow"/>.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void Scores(ReadOnlySpan<float> query, Span<float> byRow)
    {
        var prepared = PreparedQuery.Of(query, Vectors(), Schema.VectorFormat);
        byRow.Fill(float.NegativeInfinity);
        Span<float> buffer = stackalloc float[CodeSet.ChunkRows];
        foreach (var opened in segments)
        {
            var vectors = opened.Segment.Vectors!;
            for (var position = 0; position < opened.Segment.Count; position += vectors.ChunkRows)
            {
                var scores = buffer[..Math.Min(vectors.ChunkRows, opened.Segment.Count - position)];
                vectors.Score(prepared, position, scores);
                var rows = opened.Segment.RowsAt(position, scores.Length);
                for (var i = 0; i < rows.Length; i++)
                {
                    if (IsLiving(opened, position + i, rows[i], byRow.Length) && scores[i] > byRow[rows[i]])
                        byRow[rows[i]] = scores[i];
                }
            }
        }
    }

    /// <summary>The id of an item of a row; null where no item has it.</summary>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public string? IdOf(int row) => rowMap.Value.TryFind(row, out var segment, out var position) ? segments[segment].Segment.Ids[position] : null;

    private static bool IsLiving(OpenedSegment opened, int position, int row, int places)
    {
        if (opened.Deleted.Count > 0 && opened.Deleted.Contains(position))
            return false;
        if (row >= places)
            Refuse(row, places);
        return true;
    }

    // Apart, so that the check itself is small.
    [DoesNotReturn]
    private static void Refuse(int row, int places) => throw new ArgumentException($"The index holds row {row}; there are places for {places} rows.");
}
