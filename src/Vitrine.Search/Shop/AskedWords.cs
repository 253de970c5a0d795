using Vitrine.Index;
using Vitrine.Search.Fusion;
using Vitrine.Search.Understanding;

namespace Vitrine.Search.Shop;

/// <summary>Words that were read and asked of all signals of a shop.</summary>
public sealed class AskedWords : IAsked
{
    // Less is "0 %".
    private const double LeastShown = 0.005;

    private readonly string typed;
    private readonly ShopSignals signals;
    private readonly JoinedQuery asked;
    private readonly FusionWeights weights;

    internal AskedWords(string typed, QueryReading reading, ShopSignals signals, JoinedQuery asked, FusionWeights weights) =>
        (this.typed, Reading, this.signals, this.asked, this.weights) = (typed, reading, signals, asked, weights);

    /// <summary>How they were read.</summary>
    public QueryReading Reading { get; }

    /// <summary>The products that are named by the query, then all others in the order of their probability.</summary>
    /// <param name="count">At most so many.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public RankedAnswer Rank(int count, RowSet? filter)
    {
        var exact = ExactRows.Of(typed, signals.Store, asked.Words, filter);
        JoinedHit[] hits = [.. asked.Judge(exact), .. asked.Rank(exact.Length + count, filter).Where(hit => !exact.Contains(hit.Row))];
        return new RankedAnswer([.. hits.Take(count)], exact.Length);
    }

    IReadOnlyList<Found> IAsked.Rank(int count, RowSet? filter)
    {
        var ranked = Rank(count, filter);
        return
        [
            .. ranked.Hits.Index().Where(hit => hit.Index < ranked.Named || hit.Item.Probability >= LeastShown)
                .Select(hit => new Found(hit.Item.Row, new MatchProbability(hit.Item.Probability, hit.Item.Shares), hit.Index < ranked.Named || hit.Item.Probability >= weights.Cut)),
        ];
    }
}

/// <summary>What words found.</summary>
/// <param name="Hits">The most probable first, behind those that the query names.</param>
/// <param name="Named">How many it names, by id or whole title.</param>
public sealed record RankedAnswer(IReadOnlyList<JoinedHit> Hits, int Named);
