using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;

namespace Vitrine.Search;

/// <summary>
/// One field of all products as it is searched: the nearest in an index, a shortlist of them scored anew by its parts where the model has some. A search and
/// an evaluation rank through this, so that what is measured is what is served. Safe to use from several threads; those that score
/// parts wait for each other (<see cref="IRetrievalModel"/>), others for none.
/// </summary>
public sealed class Gallery : IDisposable
{
    /// <summary>Products that are scored anew: what a first stage misses below here is seldom among the best ten (the recall of the shortlist is measured, see eval).</summary>
    public const int Shortlist = 200;

    private readonly IRetrievalModel model;
    private readonly IReadOnlyList<Models.Contract.PartForm> parts;

    private Gallery(IIndexSnapshot index, IRetrievalModel model, SearchBy by)
    {
        (Index, this.model, By) = (index, model, by);
        parts = by == SearchBy.Vectors && index.Schema.Parts.Count > 0 ? model.Description.Parts : [];
    }

    /// <summary>The index.</summary>
    public IIndexSnapshot Index { get; }

    /// <summary>What is compared.</summary>
    public SearchBy By { get; }

    /// <summary>Whether a shortlist is scored anew.</summary>
    public bool IsRescored => parts.Count > 0;

    /// <summary>Opens what <see cref="GalleryWriter"/> made of a field.</summary>
    /// <param name="store">The products.</param>
    /// <param name="modelName">A model of the store.</param>
    /// <param name="model">That model; must outlive this.</param>
    /// <param name="field">What is searched.</param>
    /// <param name="by">What is compared.</param>
    /// <exception cref="UsageException">Nothing was made, or products or weights have changed since.</exception>
    /// <exception cref="IndexFormatException">A file is damaged.</exception>
    public static Gallery Open(CatalogueStore store, string modelName, IRetrievalModel model, ItemField field, SearchBy by) =>
        new(GalleryFolder.OpenIndex(store, modelName, field), model, by);

    /// <summary>The rows nearest to a query, nearest first; equally near ones in the order of their ids. A row of several photos is found once, by the nearest of them.</summary>
    /// <param name="query">Encoded for this field.</param>
    /// <param name="k">Hits wanted; fewer come back when fewer rows pass the filter.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public IReadOnlyList<(int Row, Nearness Nearness)> Nearest(EncodedQuery query, int k, RowSet? filter = null)
    {
        if (By == SearchBy.Codes)
        {
            return Distinct(k, wanted => [.. Index.SearchCodes(query.Code, wanted, filter)
                .Select(match => (match.Row, (Nearness)new CodeDistance(match.Distance, match.LayerDistances)))]);
        }

        if (!IsRescored || query.Parts is null)
            return Distinct(k, wanted => [.. Index.SearchVectors(query.Vector, wanted, filter).Select(match => (match.Row, (Nearness)new VectorScore(match.Score)))]);
        var shortlist = Index.SearchVectors(query.Vector, Math.Max(k, Shortlist), filter);
        var scores = PartScores(query, [.. shortlist.Select(match => match.Id)]);
        return [.. shortlist.Zip(scores).OrderByDescending(pair => pair.Second).ThenBy(pair => pair.First.Id, StringComparer.Ordinal)
            .DistinctBy(pair => pair.First.Row).Take(k).Select(pair => (pair.First.Row, (Nearness)new VectorScore(pair.Second)))];
    }

    /// <summary>The first k of different rows: asks for more until there are so many, or no more come.</summary>
    private static (int Row, Nearness Nearness)[] Distinct(int k, Func<int, (int Row, Nearness Nearness)[]> search)
    {
        for (var wanted = k; ; wanted = (int)Math.Min(Array.MaxLength, 2L * wanted))
        {
            var found = search(wanted);
            var distinct = found.DistinctBy(hit => hit.Row).Take(k).ToArray();
            if (distinct.Length == k || found.Length < wanted)
                return distinct;
        }
    }

    /// <summary>How near every row is, in the order in which <see cref="Nearest"/> ranks them: larger is nearer, equal is equally near.</summary>
    /// <param name="query">Encoded for this field.</param>
    /// <param name="byRow">A place for each row of the store; −∞ for those that are not in the index.</param>
    /// <param name="filter">The rows among which a shortlist is found; null for all.</param>
    /// <param name="isServed">Whether the shortlist is scored anew and stands above the rest, as in a search; false for vectors alone.</param>
    public void Scores(EncodedQuery query, float[] byRow, RowSet? filter = null, bool isServed = true)
    {
        if (By == SearchBy.Codes)
        {
            var distances = new ushort[byRow.Length];
            Index.Distances(query.Code, distances);
            for (var row = 0; row < byRow.Length; row++)
                byRow[row] = distances[row] == ushort.MaxValue ? float.NegativeInfinity : -distances[row];
            return;
        }

        Index.Scores(query.Vector, byRow);
        if (!isServed || !IsRescored || query.Parts is null)
            return;
        var shortlist = Index.SearchVectors(query.Vector, Shortlist, filter);
        if (shortlist.Length == 0)
            return;
        var scores = PartScores(query, [.. shortlist.Select(match => match.Id)]);
        // The rest keeps its order below the last of the shortlist.
        var lift = scores.Min() - 1 - byRow.Max();
        for (var row = 0; row < byRow.Length; row++)
            byRow[row] += lift;
        foreach (var group in shortlist.Zip(scores).GroupBy(pair => pair.First.Row))
            byRow[group.Key] = group.Max(pair => pair.Second);
    }

    /// <summary>The rows that would be scored anew.</summary>
    public int[] ShortlistOf(EncodedQuery query, RowSet? filter = null) => [.. Index.SearchVectors(query.Vector, Shortlist, filter).Select(match => match.Row)];

    /// <summary>The scores of some items of the index by their parts; larger is nearer.</summary>
    private float[] PartScores(EncodedQuery query, IReadOnlyList<string> ids)
    {
        var vectors = parts.Select(part => new float[ids.Count * part.VectorsPerItem * part.Dimensions]).ToArray();
        var counts = new int[ids.Count];
        for (var part = 0; part < parts.Count; part++)
        {
            var used = new int[ids.Count];
            Index.CopyParts(parts[part].Name, ids, vectors[part], used);
            if (parts[part].VectorsPerItem > 1)
                counts = used;
        }

        var scores = new float[ids.Count];
        lock (model) // made for one thread at a time
            model.ScoreParts(query, new ItemParts(ids.Count, vectors, counts), scores);
        return scores;
    }

    public void Dispose() => Index.Dispose();
}
