using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Search.Fusion;

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
    private readonly ShopRanking ranking;

    private ShopSearch(CatalogueStore store, string? modelName)
    {
        this.store = store;
        signals = ShopSignals.Open(store, modelName);
        ranking = new ShopRanking(signals);
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
        var branch = query.Category is null ? null : RowSet.Where(store.Count, CategoryFilter.Under(store, query.Category));
        var answer = ranking.Rank(query.Text, query.Not, query.IsAsTyped, query.Offset + query.Count, branch);
        var shown = answer.Hits.Index().Where(hit => hit.Index < answer.Named || hit.Item.Probability >= LeastShown).Skip(query.Offset)
            .ToLookup(hit => hit.Index < answer.Named || hit.Item.Probability >= ranking.Weights.Cut, hit => Hit(hit.Item));
        return new ShopAnswer(answer.Reading, [.. shown[true]], [.. shown[false]]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        signals.Dispose();
        store.Dispose();
    }

    private ProductHit Hit(JoinedHit hit)
    {
        var product = store[hit.Row];
        return new ProductHit(product, store.Tree.Path(product.Category), new MatchProbability(hit.Probability, hit.Shares));
    }
}
