namespace Vitrine.Postgres;

/// <summary>How the graph of a table is looked through (HNSW).</summary>
/// <param name="Candidates">Items that are looked at together (<c>hnsw.ef_search</c>), 1…1,000: more find more, and take longer. Default 100.</param>
/// <param name="Shortlist">Items that come from the graph, to be ordered by their exact distance or score; 0 for those of the page alone. Default 0.</param>
/// <param name="MostScanned">Items after which a search that goes on because a filter left too few gives up (<c>hnsw.max_scan_tuples</c>); a filter that leaves no more is answered exactly. Default 20,000.</param>
public sealed record GraphSearch(int Candidates = 100, int Shortlist = 0, int MostScanned = 20_000)
{
    /// <exception cref="ArgumentException">It makes no sense.</exception>
    internal void Check()
    {
        if (Candidates is < 1 or > 1000)
            throw new ArgumentException($"{Candidates} candidates of a graph; expected 1…1,000.");
        if (Shortlist < 0)
            throw new ArgumentException($"A shortlist of {Shortlist} items; expected 0 or more.");
        if (MostScanned < 1)
            throw new ArgumentException($"At most {MostScanned} items of a graph; expected 1 or more.");
    }
}
