namespace Vitrine.Index;

/// <content>Scores of a few rows among many.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>Whether some row has several items, such as the photos of a product.</summary>
    public bool HasSharedRows => rowMap.Value.HasShared;

    /// <summary>
    /// Inner product of the query with the items of some rows, of several items of a row the largest. Reads the vectors of these only, and where some row of the index has several items, the row numbers of all.
    /// </summary>
    /// <param name="query">Query vector.</param>
    /// <param name="rows">The caller's row numbers, each once.</param>
    /// <param name="scores">A place for each of them; −∞ for rows that are not in the index.</param>
    /// <exception cref="InvalidOperationException">The index has no vectors.</exception>
    /// <exception cref="ArgumentException">The query does not fit, or there are fewer places than rows.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public void Scores(ReadOnlySpan<float> query, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var prepared = PreparedQuery.Of(query, Vectors(), Schema.VectorFormat);
        if (scores.Length < rows.Length)
            throw new ArgumentException($"{scores.Length} places for the scores of {rows.Length} rows.", nameof(scores));
        scores[..rows.Length].Fill(float.NegativeInfinity);
        if (rowMap.Value.HasShared)
        {
            ScoreShared(prepared, rows, scores);
            return;
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (rowMap.Value.TryFind(rows[i], out var segment, out var position))
                segments[segment].Segment.Vectors!.Score(prepared, position, scores.Slice(i, 1));
        }
    }

    private void ScoreShared(PreparedQuery prepared, ReadOnlySpan<int> rows, Span<float> scores)
    {
        var places = new Dictionary<int, int>(rows.Length);
        for (var i = 0; i < rows.Length; i++)
            places[rows[i]] = i;
        Span<float> score = stackalloc float[1];
        foreach (var (segment, deleted) in segments)
        {
            for (var first = 0; first < segment.Count; first += CodeSet.ChunkRows)
            {
                var numbers = segment.RowsAt(first, Math.Min(CodeSet.ChunkRows, segment.Count - first));
                for (var i = 0; i < numbers.Length; i++)
                {
                    if (!places.TryGetValue(numbers[i], out var place) || deleted.Contains(first + i))
                        continue;
                    segment.Vectors!.Score(prepared, first + i, score);
                    scores[place] = Math.Max(scores[place], score[0]);
                }
            }
        }
    }
}
