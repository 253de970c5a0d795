using Vitrine.Index;

namespace Vitrine.Search.Large;

/// <summary>
/// The vectors of a gallery that has cells (<see cref="GalleryCells"/>): only the nearest of these are looked through, so that a search takes hardly longer in ten million products than in
/// one. A gallery without cells, of codes, whose shortlist is scored anew, or that is kept in a database, is searched whole, as ever.
/// </summary>
internal sealed class LargeGallery
{
    // The recall of more hits was not measured; then the index scans.
    private const int MostHits = 1000;

    // Rows that pass a filter, one in so many: to score these alone takes less than to find them in the cells, and is exact.
    private const int FewOneIn = 20;

    private readonly IndexSnapshot index;

    private LargeGallery(IndexSnapshot index) => this.index = index;

    /// <summary>The gallery as a large one; null where it has no cells to search.</summary>
    public static LargeGallery? Of(Gallery gallery) =>
        gallery is { By: SearchBy.Vectors, IsRescored: false, Index: FolderSnapshot { Embedded: var index } } && index.Partitions.Any(partition => partition.Steps.Count > 0) ? new LargeGallery(index) : null;

    /// <summary>Whether so few rows pass that it is best to score each of them.</summary>
    public bool AreFew(RowSet filter) => !index.HasSharedRows && filter.Count < index.Count / FewOneIn;

    /// <summary>The best rows, best first, equal ones in the order of their rows, and the recall of the roads that were taken; 1 where all vectors were read. A row of several photos is found once, by the nearest of them.</summary>
    /// <param name="query">The query.</param>
    /// <param name="count">At most so many; fewer come back where several photos of a row are among the best.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public (IReadOnlyList<(int Row, float Score)> Rows, double Recall) Best(ReadOnlySpan<float> query, int count, RowSet? filter)
    {
        var answer = index.SearchVectorsAtRecall(query, Math.Min(count, MostHits), GalleryCells.Recall, filter);
        return ([.. answer.Matches.DistinctBy(match => match.Row).Select(match => (match.Row, match.Score)).OrderByDescending(row => row.Score).ThenBy(row => row.Row)], answer.Recall);
    }

    /// <summary>The scores of some rows; exact, and only their vectors are read. −∞ for a row without any.</summary>
    public float[] Scores(ReadOnlySpan<float> query, ReadOnlySpan<int> rows)
    {
        var scores = new float[rows.Length];
        index.Scores(query, rows, scores);
        return scores;
    }
}
