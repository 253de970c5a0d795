using Vitrine.Index;
using Vitrine.Search.Fusion;
using Vitrine.Search.Signals;
using Vitrine.Search.Understanding;

namespace Vitrine.Search.Shop;

/// <summary>
/// The road of a query from the words that were typed to ranked products: it is read, products that are named by it go first, and all others stand in the order of their probability. What an
/// evaluation measures is what a search shows.
/// </summary>
/// <param name="signals">Of the shop; must outlive this.</param>
/// <param name="seesAttributes">Whether what the store says of a product, its categories and attributes, can be searched; otherwise title, description and photos alone.</param>
public sealed class ShopRanking(ShopSignals signals, bool seesAttributes = true)
{
    private readonly IReadOnlyList<ISignal> all = signals.All(seesAttributes);
    private readonly QueryReader reader = new(signals.Words, new ShopColumns(signals.Store), Synonyms.Of(signals.Store.Path));

    /// <summary>What each signal counts.</summary>
    public FusionWeights Weights { get; } = (signals.ModelName is { } model ? FusionWriter.TryOpen(signals.Store, model) : null) ?? FusionWeights.Prior;

    /// <summary>Ranks products.</summary>
    /// <param name="text">The words, not empty.</param>
    /// <param name="not">Further words that no hit may have; null for none.</param>
    /// <param name="isAsTyped">See <see cref="ShopQuery.IsAsTyped"/>.</param>
    /// <param name="count">Hits wanted.</param>
    /// <param name="gallery">Rows that may be found; null for all.</param>
    public RankedAnswer Rank(string text, string? not, bool isAsTyped, int count, RowSet? gallery)
    {
        var reading = reader.Read(text, not, isAsTyped);
        var exact = ExactRows.Of(text, signals.Store, all[0], gallery);
        var asked = new JoinedSignal(all, Weights).Ask(reading.Text);
        JoinedHit[] hits = [.. asked.Judge(exact), .. asked.Rank(exact.Length + count, FilterOf(reading, gallery)).Where(hit => !exact.Contains(hit.Row))];
        return new RankedAnswer(reading, [.. hits.Take(count)], exact.Length);
    }

    private RowSet? FilterOf(QueryReading reading, RowSet? gallery)
    {
        RowSet[] unwanted = [.. reading.Without.Select(phrase => UnwantedRows.Of(phrase, all, signals.Store.Count))];
        return gallery is null && reading.Filter is null && unwanted.Length == 0
            ? null
            : RowSet.Where(signals.Store.Count, row => gallery?.Contains(row) != false && reading.Filter?.Contains(row) != false && !unwanted.Any(rows => rows.Contains(row)));
    }
}

/// <summary>What a query found.</summary>
/// <param name="Reading">How it was read.</param>
/// <param name="Hits">The most probable first, behind those that it names.</param>
/// <param name="Named">How many it names, by id or whole title.</param>
public sealed record RankedAnswer(QueryReading Reading, IReadOnlyList<JoinedHit> Hits, int Named);
