using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Search.Fields;
using Vitrine.Search.Log;
using Vitrine.Search.Shop;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Shopping;

/// <summary>
/// The step that measures rankings by what people clicked: the queries of a shop's log, and as right the products that were clicked for them. The signals of the shop stand alone, joined by their ranks, and joined by
/// the search, so that two models are compared by running it with each.
/// </summary>
public static class JudgedTask
{
    /// <summary>As <c>eval --task</c> and keys call it.</summary>
    public const string Name = "judged";

    private const string Fused = "rrf";
    private const string Search = "search";

    /// <param name="path">A store that is indexed with the model, and has a log of queries and clicks.</param>
    /// <param name="modelName">A model of it.</param>
    /// <param name="label">What the metric keys begin with; null for the model's name.</param>
    /// <param name="progress">Told of finished queries.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="UsageException">The folder is no store or not indexed, or the model does not fit the store (<see cref="ModelFit"/>).</exception>
    /// <exception cref="MeasurementException">Nothing was clicked.</exception>
    public static JudgedResult Run(string path, string modelName, string? label = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (SourceKind.Of(path) is var found && found != SourceKind.Store)
            throw new UsageException($"The task {Name} is measured on {SourceKind.Store.Name}, and '{path}' is {found.Name}.", $"Use --task {string.Join(" or ", found.Tasks)} with it.");
        using var store = CatalogueStore.Open(path);
        ModelFit.Require(modelName, ModelDirectory.In(path, modelName).ReadCard(), store.Tree, new StoreItems(store));
        var judged = ClickedQueries.Of(store);
        if (judged.Count == 0)
            throw new MeasurementException($"The log of '{path}' has no click on a product of the store, so that nothing says which ones are right.", $"Take clicks in with: vitrine queries import {path} FILE");
        using var signals = ShopSignals.Open(store, modelName);
        using var fields = ShopFields.Open(store);
        var contestants = Contestants(signals, fields);
        var figures = contestants.Select(_ => new List<QueryFigures>()).ToArray();
        var stage = progress.Count("Asking as people did", judged.Count);
        foreach (var (number, query) in judged.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            int[] relevant = [.. query.Clicked.Select(click => click.Row)];
            foreach (var (contestant, own) in contestants.Zip(figures))
                own.Add(QueryFigures.Of(contestant.Rank(query.Text), relevant));
            stage?.Report(number + 1);
        }

        return new JudgedResult(label ?? modelName, [.. contestants.Zip(figures, (contestant, own) => new JudgedContestant(contestant.Name, Measures(own)))],
            new JudgedProtocol(judged.Count, judged.Sum(query => query.Clicked.Count), store.Count, store.DataHash));
    }

    private static Contestant[] Contestants(ShopSignals opened, ShopFields fields)
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
        return [Of($"ndcg@{QueryFigures.Cutoff}", figure => figure.Ndcg), Of($"p@{QueryFigures.Cutoff}", figure => figure.Precision), Of($"recall@{ShopperMeasures.MostRanks}", figure => figure.Recall), Of("without-hits", figure => figure.HasHits ? 0 : 1)];

        Measure Of(string name, Func<QueryFigures, double> value) => new(name, RetrievalTask.Exact(figures.Average(value)), null) { PerQuery = [.. figures.Select(value)] };
    }
}
