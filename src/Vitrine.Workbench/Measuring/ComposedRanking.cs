using Vitrine.Evaluation;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench.Measuring;

/// <summary>The gallery of composed queries, and how it is measured.</summary>
/// <param name="Retrieval">Store, model and search.</param>
/// <param name="Rows">Product rows that are searched.</param>
/// <param name="PlaceOf">The place of a row among them.</param>
/// <param name="Protocol">What results say of it.</param>
/// <param name="Ranks">k of R@k.</param>
internal sealed record ComposedRanking(RetrievalTask Retrieval, IReadOnlyList<int> Rows, IReadOnlyDictionary<int, int> PlaceOf, ProtocolRecord Protocol, IReadOnlyList<int> Ranks)
{
    /// <summary>A product's photo, changed as words say.</summary>
    public Query Changed(int reference, string change) => Query.Changed(new ItemPart(Retrieval.Items, reference), change);

    /// <summary>Triplets, asked in one way.</summary>
    /// <param name="triplets">What is right.</param>
    /// <param name="ask">The query of a triplet.</param>
    /// <param name="name">What progress calls it.</param>
    public ComposedQueries Of(IReadOnlyList<Triplet> triplets, Func<Triplet, Query> ask, string name) => new(this, triplets, ask, name);
}

/// <summary>Composed queries that were asked in one way, ranked as a search ranks them.</summary>
internal sealed class ComposedQueries : IDisposable
{
    private readonly ComposedRanking ranking;
    private readonly IReadOnlyList<Triplet> triplets;
    private readonly string name;
    private readonly RankedField ranked;
    private readonly int[][] targets;

    public ComposedQueries(ComposedRanking ranking, IReadOnlyList<Triplet> triplets, Func<Triplet, Query> ask, string name)
    {
        (this.ranking, this.triplets, this.name) = (ranking, triplets, name);
        ranked = ranking.Retrieval.Rank(ItemField.Photo, [.. Enumerable.Range(0, triplets.Count)], numbers => [.. numbers.Select(number => ask(triplets[number]))], ranking.Rows);
        targets = [.. triplets.Select(triplet => Places(triplet.Targets))];
    }

    /// <summary>As a search ranks.</summary>
    /// <param name="isReferenceKept">Whether the reference, which is nearest to itself, is searched too.</param>
    public PairResult Evaluate(bool isReferenceKept) => Evaluate(ranked.Served, isReferenceKept, $"Evaluating {name}");

    /// <summary>By what the model gives before it is stored; null where the gallery is too large for that.</summary>
    public PairResult? Exhaustive() => ranked.CanBeExhaustive ? Evaluate(ranked.Exhaustive(ranking.Retrieval.Cancellation), isReferenceKept: false, $"Evaluating {name}, exhaustive") : null;

    /// <summary>The share of the first k that a query's hard negatives fill.</summary>
    public TieAware HardNegativesAt(int query, int k)
    {
        ranking.Retrieval.Cancellation.ThrowIfCancellationRequested();
        var scores = new float[ranking.Rows.Count];
        ranked.Served(query, scores);
        return SetPrecision.At(scores, Places(triplets[query].HardNegatives), k, ranking.PlaceOf[triplets[query].Reference]);
    }

    /// <summary>How the model weighed picture and words; null where it does not.</summary>
    public ChangeWeights? WeightOf(int query) => ranked.Asked(query).Changes is [var weights, ..] ? weights : null;

    public void Dispose() => ranked.Dispose();

    private PairResult Evaluate(ScoreSource scores, bool isReferenceKept, string stage) => PairRetrieval.Evaluate(targets, ranking.Rows.Count, scores, ranking.Protocol,
        new PairOptions
        {
            Ranks = ranking.Ranks,
            ExcludedRows = isReferenceKept ? null : [.. triplets.Select(triplet => ranking.PlaceOf[triplet.Reference])],
            Threads = ranking.Retrieval.Request.Threads,
        }, ranking.Retrieval.Stage(stage, triplets.Count), ranking.Retrieval.Cancellation);

    private int[] Places(IReadOnlyList<int> rows) => [.. rows.Where(ranking.PlaceOf.ContainsKey).Select(row => ranking.PlaceOf[row])];
}
