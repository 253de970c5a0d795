using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search;

namespace Vitrine.Workbench.Measuring;

/// <summary>
/// Queries against a gallery of products: as a search ranks them, and exhaustively by what the model gives before it is stored.
/// </summary>
internal sealed class RankedField : IDisposable
{
    // A query is encoded when it is asked, with some others; all at once would not fit a large shop.
    private const int QueriesPerBlock = 256;

    // The exhaustive figures compare everything with everything in float32: 16 GB of numbers at 256 dimensions would be beyond a small machine.
    private const int MostExhaustive = 100_000;

    private readonly IRetrievalModel model;
    private readonly Gallery gallery;
    private readonly ItemField searched;
    private readonly StoreItems items;
    private readonly Func<int[], IReadOnlyList<Query>> ask;
    private readonly int[] rows;
    private readonly RowSet filter;
    private readonly Lock oneAtATime = new(); // a model is not made for several threads
    private readonly EncodedQuery?[] encoded;
    private readonly ThreadLocal<float[]> scoresByRow;
    private readonly ThreadLocal<ushort[]> distancesByRow;

    /// <param name="store">The products.</param>
    /// <param name="modelName">A model of the store.</param>
    /// <param name="model">That model.</param>
    /// <param name="by">What is compared.</param>
    /// <param name="items">Those of the store.</param>
    /// <param name="field">What is searched.</param>
    /// <param name="queries">Numbers of the queries, such as the product rows that ask.</param>
    /// <param name="ask">Makes queries of some numbers.</param>
    /// <param name="rows">Product rows that are searched.</param>
    public RankedField(CatalogueStore store, string modelName, IRetrievalModel model, SearchBy by, StoreItems items, ItemField field, IReadOnlyList<int> queries,
        Func<int[], IReadOnlyList<Query>> ask, IReadOnlyList<int> rows)
    {
        (this.model, this.items, this.ask, searched, this.rows) = (model, items, ask, field, [.. rows]);
        Queries = [.. queries];
        encoded = new EncodedQuery?[queries.Count];
        // The size of the store each: made once for a thread, not for a query.
        (scoresByRow, distancesByRow) = (new(() => new float[store.Count]), new(() => new ushort[store.Count]));
        filter = new RowSet(store.Count);
        foreach (var row in rows)
            filter.Add(row);
        gallery = Gallery.Open(store, modelName, model, field, by);
    }

    public int[] Queries { get; }

    /// <summary>Whether a shortlist is scored anew, so that its recall is worth a figure.</summary>
    public bool IsRescored => gallery.IsRescored && searched == ItemField.Photo;

    /// <summary>Whether the gallery is small enough for exhaustive figures.</summary>
    public bool CanBeExhaustive => rows.Length <= MostExhaustive;

    /// <summary>As a search ranks: [gallery] scores of a query, by the order of the gallery rows.</summary>
    public void Served(int query, Span<float> scores)
    {
        var byRow = scoresByRow.Value!;
        var asked = Asked(query);
        if (IsRescored)
        {
            lock (oneAtATime)
                gallery.Scores(asked, byRow, filter);
        }
        else
        {
            gallery.Scores(asked, byRow, filter);
        }

        for (var i = 0; i < rows.Length; i++)
            scores[i] = byRow[rows[i]];
    }

    /// <summary>The same as distances of codes.</summary>
    public void Distances(int query, Span<ushort> distances)
    {
        var byRow = distancesByRow.Value!;
        gallery.Index.Distances(Asked(query).Code, byRow);
        for (var i = 0; i < rows.Length; i++)
            distances[i] = byRow[rows[i]];
    }

    /// <summary>Ranks by what the model gives now, in float32 and by parts, without the index.</summary>
    public ScoreSource Exhaustive(CancellationToken cancellation)
    {
        var all = ExhaustiveGallery.Of(model, items, searched, rows, gallery.By, cancellation);
        return (query, scores) =>
        {
            var asked = Asked(query);
            if (all.NeedsModel(asked))
            {
                lock (oneAtATime)
                    all.Scores(asked, scores);
            }
            else
            {
                all.Scores(asked, scores);
            }
        };
    }

    /// <summary>The share of the exhaustive best ten of a query that its shortlist holds.</summary>
    public double ShortlistRecall(int query, ReadOnlySpan<float> exhaustive)
    {
        const int Best = 10;
        var shortlist = gallery.ShortlistOf(Asked(query), filter).ToHashSet();
        var scores = exhaustive.ToArray();
        int[] best = [.. Enumerable.Range(0, rows.Length).OrderByDescending(i => scores[i]).Take(Best).Select(i => rows[i])];
        return best.Average(row => shortlist.Contains(row) ? 1.0 : 0.0);
    }

    public void Dispose()
    {
        gallery.Dispose();
        scoresByRow.Dispose();
        distancesByRow.Dispose();
    }

    /// <summary>What the model makes of a query.</summary>
    public EncodedQuery Asked(int query)
    {
        if (Volatile.Read(ref encoded[query]) is { } known)
            return known;
        lock (oneAtATime)
        {
            if (encoded[query] is { } now)
                return now;
            var first = query / QueriesPerBlock * QueriesPerBlock;
            var block = Queries[first..Math.Min(Queries.Length, first + QueriesPerBlock)];
            var made = model.EncodeQueries(ask(block), searched);
            for (var i = 0; i < made.Count; i++)
                Volatile.Write(ref encoded[first + i], made[i]);
            return encoded[query]!;
        }
    }
}
