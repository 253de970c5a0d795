using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;
using Vitrine.Search;

namespace Vitrine.Workbench.Measuring;

/// <summary>Titles find photos and photos find titles, through the search that a customer gets, with exhaustive figures beside it. What is relevant, a task says.</summary>
internal sealed class RetrievalTask
{
    private readonly string modelName;
    private readonly SearchBy by;
    private readonly IProgress<WorkProgress>? progress;

    public RetrievalTask(
        CatalogueStore store, string modelName, IRetrievalModel model, ForeignTraining foreign, SearchBy by, EvaluationRequest request, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        (Store, this.modelName, Model, Foreign, this.by) = (store, modelName, model, foreign, by);
        (Request, this.progress, Cancellation) = (request, progress, cancellation);
        Items = new StoreItems(store);
    }

    public CatalogueStore Store { get; }

    /// <summary>Its products as items.</summary>
    public StoreItems Items { get; }

    public IRetrievalModel Model { get; }

    /// <summary>What the model was trained on in another store.</summary>
    public ForeignTraining Foreign { get; }

    public EvaluationRequest Request { get; }

    public CancellationToken Cancellation { get; }

    public string PartName => Evaluating.NameOf(Request.Part);

    /// <summary>The part, as protocols call it: with how many of it ask, where not all do.</summary>
    public string NameOf(int[] queries, IReadOnlyList<int> all) => queries.Length == all.Count ? PartName : $"{queries.Length:N0} of {all.Count:N0} {PartName}";

    /// <summary>A value that knows no ties.</summary>
    public static TieAware Exact(double value) => new(value, value, value);

    /// <summary>What a task makes of a ranking.</summary>
    public delegate (int Queries, int LeftOut, IReadOnlyList<Measure> Measures, ProtocolRecord Protocol) Measured<TSource>(TSource source, IProgress<int>? progress);

    /// <summary>Measures photos that are found by titles, and titles that are found by photos.</summary>
    /// <param name="label">What the metric keys begin with.</param>
    /// <param name="queries">Product rows that ask.</param>
    /// <param name="gallery">Product rows that are searched.</param>
    /// <param name="leftOutTrained">What was left out, as training saw it.</param>
    /// <param name="task">The name of the task.</param>
    /// <param name="byScores">Measures a ranking by scores.</param>
    /// <param name="byDistances">Measures a ranking by distances of codes.</param>
    public Evaluated BothDirections(
        string label, int[] queries, IReadOnlyList<int> gallery, LeftOutTrained leftOutTrained, string task, Measured<ScoreSource> byScores, Measured<DistanceSource> byDistances)
    {
        var results = new List<DirectionResult>();
        ProtocolRecord? protocol = null;
        foreach (var (name, field) in new[] { ("text-to-image", ItemField.Photo), ("image-to-text", ItemField.Title) })
        {
            using var ranked = Rank(field, queries, rows => field == ItemField.Photo ? [.. Items.Titles(rows).Select(Query.Words)] : [.. rows.Select(row => Query.Like(Items, row))], gallery);
            var stage = progress.Count($"Evaluating {name}", queries.Length);
            var (scored, leftOut, measures, used) = by == SearchBy.Codes ? byDistances(ranked.Distances, stage) : byScores(ranked.Served, stage);
            protocol = used;
            if (ranked.CanBeExhaustive)
            {
                var exhaustive = ranked.Exhaustive(Cancellation);
                var beside = byScores(exhaustive, progress.Count($"Evaluating {name}, exhaustive", queries.Length)).Measures;
                measures = [.. measures, .. beside.Select(measure => measure with { Name = $"exhaustive/{measure.Name}", IsDetail = true })];
                if (ranked.IsRescored)
                    measures = [.. measures, ShortlistRecall(ranked, exhaustive, gallery.Count)];
            }

            results.Add(new DirectionResult(name, scored, leftOut, measures));
        }

        return new Evaluated(label, task, Compared(), results, protocol!) { LeftOutTrained = leftOutTrained };
    }

    /// <summary>Queries against a gallery, as a search ranks them.</summary>
    /// <param name="field">What is searched.</param>
    /// <param name="queries">Numbers of the queries.</param>
    /// <param name="ask">Makes queries of some numbers.</param>
    /// <param name="gallery">Product rows that are searched.</param>
    public RankedField Rank(ItemField field, IReadOnlyList<int> queries, Func<int[], IReadOnlyList<Query>> ask, IReadOnlyList<int> gallery) =>
        new(Store, modelName, Model, by, Items, field, queries, ask, gallery);

    /// <summary>The progress of a stage.</summary>
    public IProgress<int>? Stage(string name, long count) => progress.Count(name, count);

    private Measure ShortlistRecall(RankedField ranked, ScoreSource exhaustive, int gallery)
    {
        var (sum, scores) = (0.0, new float[gallery]);
        for (var query = 0; query < ranked.Queries.Length; query++)
        {
            Cancellation.ThrowIfCancellationRequested();
            exhaustive(query, scores);
            sum += ranked.ShortlistRecall(query, scores);
        }

        return new Measure($"shortlist-{Gallery.Shortlist}-recall@10", Exact(sum / ranked.Queries.Length), Math.Min(1.0, (double)Gallery.Shortlist / gallery));
    }

    /// <summary>What of two products is compared.</summary>
    public string Compared() => by == SearchBy.Codes
        ? $"codes of {string.Join(" + ", Model.Description.CodeBitsPerLayer)} bits"
        : $"vectors of {Model.Description.VectorDimensions} dimensions{(Model.Description.Parts.Count > 0 ? $", the first {Gallery.Shortlist} by regions" : "")}";
}
