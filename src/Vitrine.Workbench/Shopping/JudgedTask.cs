using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Models.Items;
using Vitrine.Search.Log;

namespace Vitrine.Workbench.Shopping;

/// <summary>
/// The step that measures rankings by what people clicked: the queries of a shop's log, and as right the products that were clicked for them. The signals of the shop stand alone, joined by their ranks, and joined by
/// the search, so that two models are compared by running it with each.
/// </summary>
public static class JudgedTask
{
    /// <summary>As <c>eval --task</c> and keys call it.</summary>
    public const string Name = "judged";

    /// <param name="path">A store that is indexed with the model, and has a log of queries and clicks.</param>
    /// <param name="modelName">A model of it.</param>
    /// <param name="label">What the metric keys begin with; null for the model's name.</param>
    /// <param name="progress">Told of finished queries.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="UsageException">The folder is no store or not indexed, or the model does not fit the store (<see cref="ModelFit"/>).</exception>
    /// <exception cref="MeasurementException">Nothing was clicked.</exception>
    public static JudgedResult Run(string path, string modelName, string? label = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        SearchContestants.Require(path, Name);
        using var store = CatalogueStore.Open(path);
        ModelFit.Require(modelName, ModelDirectory.In(path, modelName).ReadCard(), store.Tree, new StoreItems(store));
        var judged = ClickedQueries.Of(store);
        if (judged.Count == 0)
            throw new MeasurementException($"The log of '{path}' has no click on a product of the store, so that nothing says which ones are right.", $"Take clicks in with: vitrine queries import {path} FILE");
        return SearchContestants.Measure(store, modelName, [.. judged.Select(query => new RightAnswers(query.Text, [.. query.Clicked.Select(click => click.Row)]))], Name, label,
            ("texts of the log, each once", "products that were clicked, all others not, which favours the ranking that people were shown"), progress.Count("Asking as people did", judged.Count), cancellation);
    }
}
