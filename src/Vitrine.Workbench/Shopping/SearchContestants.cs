using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Shop;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Shopping;

/// <summary>A text, and the products that are right for it.</summary>
/// <param name="Text">As it is typed.</param>
/// <param name="Rows">Their rows, rising, at least one.</param>
internal sealed record RightAnswers(string Text, int[] Rows);

/// <summary>Asks the ways in which a shop can rank: each of its signals alone, these joined by their ranks, and the search.</summary>
internal static class SearchContestants
{
    private const string Fused = "rrf";
    private const string Search = "search";

    /// <exception cref="UsageException">The folder is no store.</exception>
    public static void Require(string path, string task)
    {
        if (SourceKind.Of(path) is var found && found != SourceKind.Store)
            throw new UsageException($"The task {task} is measured on {SourceKind.Store.Name}, and '{path}' is {found.Name}.", $"Use --task {string.Join(" or ", found.Tasks)} with it.");
    }

    /// <param name="store">Indexed with the model.</param>
    /// <param name="modelName">A model of it.</param>
    /// <param name="queries">What is asked.</param>
    /// <param name="task">The task's name.</param>
    /// <param name="label">What the metric keys begin with; null for the model's name.</param>
    /// <param name="said">What is asked and what is right, in words.</param>
    /// <param name="stage">Told of finished queries.</param>
    /// <param name="cancellation">Stops between queries.</param>
    public static JudgedResult Measure(
        CatalogueStore store, string modelName, IReadOnlyList<RightAnswers> queries, string task, string? label, (string Asked, string Relevant) said, IProgress<int>? stage, CancellationToken cancellation)
    {
        using var signals = ShopSignals.Open(store, modelName);
        using var fields = ShopFields.Open(store);
        var contestants = Of(signals, fields);
        var figures = contestants.Select(_ => new List<QueryFigures>()).ToArray();
        foreach (var (number, query) in queries.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (contestant, own) in contestants.Zip(figures))
                own.Add(QueryFigures.Of(contestant.Rank(query.Text), query.Rows));
            stage?.Report(number + 1);
        }

        return new JudgedResult(task, label ?? modelName, [.. contestants.Zip(figures, (contestant, own) => new JudgedContestant(contestant.Name, Measures(own)))],
            new JudgedProtocol(said.Asked, said.Relevant, queries.Count, queries.Sum(query => query.Rows.Length), store.Count, store.DataHash));
    }

    private static Contestant[] Of(ShopSignals opened, ShopFields fields)
    {
        RankedSignal[] signals = [.. opened.All(seesAttributes: true).Select(signal => new RankedSignal(signal, gallery: null))];
        var ranking = new ShopRanking(opened, fields);
        return
        [
            .. signals.Select(signal => new Contestant(signal.Name, signal.Rank)),
            new Contestant(Fused, text => ReciprocalRankFusion.Of(signals.Select(signal => signal.Rank(text)))),
            new Contestant(Search, text => [.. ranking.Rank(text, ShopperMeasures.MostRanks, gallery: null).Hits.Select(hit => hit.Row)]),
        ];
    }

    private static Measure[] Measures(List<QueryFigures> figures)
    {
        return
        [
            Of($"ndcg@{QueryFigures.Cutoff}", figure => figure.Ndcg), Of($"p@{QueryFigures.Cutoff}", figure => figure.Precision), Of($"found@{QueryFigures.Cutoff}", figure => figure.Precision > 0 ? 1 : 0),
            Of($"recall@{ShopperMeasures.MostRanks}", figure => figure.Recall), Of("without-hits", figure => figure.HasHits ? 0 : 1),
        ];

        Measure Of(string name, Func<QueryFigures, double> value) => new(name, RetrievalTask.Exact(figures.Average(value)), null) { PerQuery = [.. figures.Select(value)] };
    }
}
