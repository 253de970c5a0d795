using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Fusion;
using Vitrine.Search.Signals;
using Vitrine.Search.Understanding;

namespace Vitrine.Search.Shop;

/// <summary>
/// Finds products by words, with all that the shop knows of them: one ranking by the probability that a product is what was asked for. Shows one state of the store, that of its opening. For one
/// thread at a time.
/// </summary>
public sealed class ShopSearch : IDisposable
{
    // Less is "0 %".
    private const double LeastShown = 0.005;

    private readonly CatalogueStore store;
    private readonly ShopSignals signals;
    private readonly JoinedSignal joined;
    private readonly IReadOnlyList<ISignal> all;
    private readonly QueryReader reader;

    private ShopSearch(CatalogueStore store, string? modelName)
    {
        this.store = store;
        signals = ShopSignals.Open(store, modelName);
        all = signals.All(seesAttributes: true);
        reader = new QueryReader(signals.Words, new ShopColumns(store));
        joined = new JoinedSignal(all, (modelName is null ? null : FusionWriter.TryOpen(store, modelName)) ?? FusionWeights.Prior);
    }

    /// <summary>Opens what <c>vitrine index</c> made.</summary>
    /// <param name="storePath">The store's folder.</param>
    /// <param name="modelName">The model that looks at photos and reads titles; null for words alone.</param>
    /// <exception cref="UsageException">No store or model, or what was made is of other products or weights.</exception>
    public static ShopSearch Open(string storePath, string? modelName)
    {
        var store = CatalogueStore.Open(storePath);
        try
        {
            return new ShopSearch(store, modelName);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>The products that are most probably what was asked for.</summary>
    /// <exception cref="UsageException">The words are empty, fewer than one hit is asked for or the first is before the beginning, or there is no such category.</exception>
    public ShopAnswer Answer(ShopQuery query)
    {
        if (string.IsNullOrWhiteSpace(query.Text))
            throw new UsageException("The text to search for is empty.", "Give some words, such as: --text \"red dress\"");
        if (query.Count < 1 || query.Offset < 0)
            throw new UsageException($"{query.Count} hits were asked for, after the first {query.Offset}.", "Ask for 1 or more, after 0 or more.");
        var reading = reader.Read(query.Text, query.Not);
        var branch = query.Category is null ? null : CategoryFilter.Under(store, query.Category);
        var filter = FilterOf(branch, reading);
        var exact = ExactRows.Of(query.Text, store, all[0], branch is null ? null : RowSet.Where(store.Count, branch));
        var asked = joined.Ask(reading.Text);
        JoinedHit[] found =
        [
            .. asked.Judge(exact),
            .. asked.Rank(exact.Length + query.Offset + query.Count, filter).Where(hit => hit.Probability >= LeastShown && !exact.Contains(hit.Row)),
        ];
        var likely = found.Count(hit => hit.Probability >= joined.Weights.Cut || exact.Contains(hit.Row)) - query.Offset;
        ProductHit[] hits = [.. found.Skip(query.Offset).Take(query.Count).Select(Hit)];
        return new ShopAnswer(reading, [.. hits.Take(likely)], [.. hits.Skip(likely)]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        signals.Dispose();
        store.Dispose();
    }

    private RowSet? FilterOf(Func<int, bool>? branch, QueryReading reading)
    {
        var conditions = new List<Func<int, bool>>();
        if (branch is not null)
            conditions.Add(branch);
        if (reading.Filter is { } filter)
            conditions.Add(filter.Contains);
        foreach (var unwanted in reading.Without.Select(phrase => UnwantedRows.Of(phrase, all, store.Count)))
            conditions.Add(row => !unwanted.Contains(row));
        return conditions.Count == 0 ? null : RowSet.Where(store.Count, row => conditions.TrueForAll(condition => condition(row)));
    }

    private ProductHit Hit(JoinedHit hit)
    {
        var product = store[hit.Row];
        return new ProductHit(product, store.Tree.Path(product.Category), new MatchProbability(hit.Probability, hit.Shares));
    }
}
