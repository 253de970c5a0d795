using Vitrine.Catalogue;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Models.Items;

namespace Vitrine.Workbench.Shopping;

/// <summary>The step that measures whether a product's own title finds it: who has seen its name somewhere types it whole.</summary>
public static class TitleTask
{
    /// <summary>As <c>eval --task</c> and keys call it.</summary>
    public const string Name = "titles";

    // More would move no figure by a tenth.
    private const int MostQueries = 2000;

    /// <param name="path">A store that is indexed with the model.</param>
    /// <param name="modelName">A model of it.</param>
    /// <param name="label">What the metric keys begin with; null for the model's name.</param>
    /// <param name="progress">Told of finished queries.</param>
    /// <param name="cancellation">Stops between queries.</param>
    /// <exception cref="UsageException">The folder is no store or not indexed, or the model does not fit the store (<see cref="ModelFit"/>).</exception>
    /// <exception cref="MeasurementException">There are no products.</exception>
    public static JudgedResult Run(string path, string modelName, string? label = null, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        SearchContestants.Require(path, Name);
        using var store = CatalogueStore.Open(path);
        if (store.Count == 0)
            throw new MeasurementException($"The store '{path}' has no products.", "Import some.");
        ModelFit.Require(modelName, ModelDirectory.In(path, modelName).ReadCard(), store.Tree, new StoreItems(store));
        var rows = store.RowsById;
        var asked = Math.Min(MostQueries, rows.Count);
        int[] some = [.. Enumerable.Range(0, asked).Select(i => rows[(int)((long)i * rows.Count / asked)])];
        return SearchContestants.Measure(store, modelName, [.. some.Zip(store.TitlesOf(some), (row, title) => new RightAnswers(title, [row]))], Name, label,
            ("titles of products, evenly spread over their ids", "the product alone, though others may have the same title"), progress.Count("Asking for titles", asked), cancellation);
    }
}
