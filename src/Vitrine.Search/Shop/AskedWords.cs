using Vitrine.Index;
using Vitrine.Search.Fusion;
using Vitrine.Search.Rules;
using Vitrine.Search.Understanding;

namespace Vitrine.Search.Shop;

/// <summary>Words that were read and asked of all signals of a shop.</summary>
public sealed class AskedWords : IAsked
{
    // Less is "0 %".
    private const double LeastShown = 0.005;

    // What is so many times less probable than the best is not what was asked for, though a shop that had no better would show it.
    private const double LeastOfBest = 0.2;

    // Where a toaster is asked for that no title knows, its brand and colour do not make it likely; a photo may.
    private const double LeastOfLacking = 0.8;

    // Who wants no alcohol sooner takes what says to have none than what says nothing of it.
    private const double FactorOfSaid = 4;

    // Who wants a hood wants no hoodie that says to have none, but would see it where all others are something else.
    private const double FactorOfLacking = 1.0 / 16;

    // Who wants leather would rather have leather than what looks like it.
    private const double FactorOfImitation = 1.0 / 4;

    private const string RulesName = "rules", SaidName = "said", LackingName = "lacking", ImitationName = "imitation";

    private readonly string typed;
    private readonly ShopSignals signals;
    private readonly JoinedQuery asked;
    private readonly FusionWeights weights;

    internal AskedWords(string typed, QueryReading reading, ShopSignals signals, JoinedQuery asked, FusionWeights weights) =>
        (this.typed, Reading, this.signals, this.asked, this.weights) = (typed, reading, signals, asked, weights);

    /// <summary>What the shop's rules do to the products that are shown; a measured ranking (<see cref="Rank"/>) knows none.</summary>
    internal AppliedRules Rules { get; init; } = AppliedRules.None;

    /// <summary>Products that say to lack what is not wanted; null where nothing is.</summary>
    internal RowSet? Saying { get; init; }

    /// <summary>Tells which of ranked products say to lack what is wanted; null: not known.</summary>
    internal Func<IReadOnlyList<int>, IReadOnlySet<int>>? Lacking { get; init; }

    /// <summary>Tells which of ranked products say that they only look like what is wanted; null: not known.</summary>
    internal Func<IReadOnlyList<int>, IReadOnlySet<int>>? Imitating { get; init; }

    /// <summary>How they were read.</summary>
    public QueryReading Reading { get; }

    /// <summary>The least recall of the signals so far; 1 where all are exact.</summary>
    public double Recall => asked.Recall;

    /// <summary>The products that are named by the query, then all others in the order of their probability.</summary>
    /// <param name="count">At most so many.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public RankedAnswer Rank(int count, RowSet? filter)
    {
        var (words, query) = asked.Words;
        var exact = ExactRows.Of(typed, signals.Store, typed == Reading.Text ? query : words.Ask(typed), filter);
        var ranked = asked.Rank(Math.Max(exact.Length + count, JoinedSignal.Depth), filter);
        ranked = Weighed(ranked);
        JoinedHit[] hits = [.. asked.Judge(exact), .. ranked.Where(hit => !exact.Contains(hit.Row))];
        return new RankedAnswer([.. hits.Take(count)], exact.Length);
    }

    IReadOnlyList<Found> IAsked.Rank(int count, RowSet? filter)
    {
        var ranked = Rank(count, filter);
        // Who types an id or a whole title means nothing else.
        Found[] named = [.. ranked.Hits.Take(ranked.Named).Select(hit => FoundOf(hit with { Probability = 1 }, isLikely: true))];
        var others = ranked.Hits.Skip(ranked.Named).Where(hit => hit.Probability >= LeastShown);
        var least = Math.Max(Reading.LacksThing ? Math.Max(LeastOfLacking, weights.Cut) : weights.Cut, LeastOfBest * (ranked.Hits.Count > ranked.Named ? ranked.Hits[ranked.Named].Probability : 0));
        bool IsLikely(JoinedHit hit) => hit.Probability >= least;
        if (!Rules.ChangesOrder)
            return [.. named, .. others.Select(hit => FoundOf(hit, IsLikely(hit)))];
        // What goes up may become likely; what goes down stays what it was, behind the others.
        var weighed = others.Select(hit => (Before: hit, After: Weighed(hit))).OrderByDescending(hit => IsLikely(hit.Before) || IsLikely(hit.After)).ThenByDescending(hit => hit.After.Probability)
            .Select(hit => FoundOf(hit.After, IsLikely(hit.Before) || IsLikely(hit.After)));
        var pinned = asked.Judge([.. Rules.PinnedRows.Where(row => filter is null || filter.Contains(row))]).ToDictionary(hit => hit.Row, hit => FoundOf(hit, isLikely: true));
        return [.. Rules.WithPins([.. named.Concat(weighed).Where(hit => !pinned.ContainsKey(hit.Row))], pinned.GetValueOrDefault).Take(count)];
    }

    private static Found FoundOf(JoinedHit hit, bool isLikely) => new(hit.Row, new MatchProbability(hit.Probability, hit.Shares), isLikely);

    // By what the products say of what is asked for.
    private IReadOnlyList<JoinedHit> Weighed(IReadOnlyList<JoinedHit> ranked)
    {
        int[] rows = [.. ranked.Select(hit => hit.Row)];
        var (lacking, imitating) = (Lacking?.Invoke(rows), Imitating?.Invoke(rows));
        // A shop that has nothing else shows them as what they are.
        if (imitating is { Count: > 0 } && !ranked.Any(hit => !imitating.Contains(hit.Row) && hit.Probability >= Math.Max(weights.Cut, LeastOfBest * ranked[0].Probability)))
            imitating = null;
        if (Saying is null && lacking is not { Count: > 0 } && imitating is not { Count: > 0 })
            return ranked;
        return [.. ranked.Select(OfSaid).OrderByDescending(hit => hit.Probability)];

        JoinedHit OfSaid(JoinedHit hit) => Saying?.Contains(hit.Row) == true ? Weighed(hit, SaidName, FactorOfSaid)
            : lacking?.Contains(hit.Row) == true ? Weighed(hit, LackingName, FactorOfLacking)
            : imitating?.Contains(hit.Row) == true ? Weighed(hit, ImitationName, FactorOfImitation)
            : hit;
    }

    private JoinedHit Weighed(JoinedHit hit) => Rules.FactorOf(hit.Row) is var factor && factor == 1 ? hit : Weighed(hit, RulesName, factor);

    // A factor of the odds is one more share of their logarithm.
    private static JoinedHit Weighed(JoinedHit hit, string name, double factor)
    {
        var odds = factor * hit.Probability / (1 - hit.Probability);
        return hit with { Probability = double.IsInfinity(odds) ? 1 : odds / (1 + odds), Shares = [.. hit.Shares, new SignalShare(name, Math.Log(factor), 0)] };
    }
}

/// <summary>What words found.</summary>
/// <param name="Hits">The most probable first, behind those that the query names.</param>
/// <param name="Named">How many it names, by id or whole title.</param>
public sealed record RankedAnswer(IReadOnlyList<JoinedHit> Hits, int Named);
