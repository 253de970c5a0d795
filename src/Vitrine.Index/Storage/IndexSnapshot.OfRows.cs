namespace Vitrine.Index;

/// <content>Scores of a few rows among many.</content>
public sealed partial class IndexSnapshot
{
    /// <summary>
    /// The items of some rows by inner product, largest first; equal scores by ascending id (ordinal). As <see cref="SearchVectors(ReadOnlySpan{float}, int, RowSet)"/> with
    /// that filter and all hits, but reads the vectors of these items only, besides the row numbers of all: for a few rows of a large index.
    /// </summary>
    /// <param name="query">Query vector.</param>
    /// <param name="rows">The caller's row numbers.</param>
    /// <exception cref="InvalidOperationException">The index has no vectors.</exception>
    /// <exception cref="ArgumentException">The query does not fit.</exception>
    /// <exception cref="IndexFormatException">A block is damaged.</exception>
    public VectorMatch[] ScoreVectors(ReadOnlySpan<float> query, RowSet rows)
    {
        var prepared = PreparedQuery.Of(query, Vectors(), Schema.VectorFormat);
        var found = new SegmentHits(segments, int.MaxValue, queries: 1);
        Span<float> score = stackalloc float[1];
        for (var s = 0; s < segments.Length; s++)
        {
            var (segment, deleted) = segments[s];
            for (var first = 0; first < segment.Count; first += CodeSet.ChunkRows)
            {
                var numbers = segment.RowsAt(first, Math.Min(CodeSet.ChunkRows, segment.Count - first));
                for (var i = 0; i < numbers.Length; i++)
                {
                    if (!rows.Contains(numbers[i]) || deleted.Contains(first + i))
                        continue;
                    segment.Vectors!.Score(prepared, first + i, score);
                    found.Add(0, s, first + i, ScoreKey.Rank(score[0]));
                }
            }
        }

        return MatchesOf(found, 0);
    }
}
