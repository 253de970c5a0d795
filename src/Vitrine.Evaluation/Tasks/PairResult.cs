namespace Vitrine.Evaluation;

/// <summary>R@k: share of queries with a relevant item among the first k.</summary>
/// <param name="K">Ranks looked at.</param>
/// <param name="Value">Expectation and bounds over tie orders.</param>
/// <param name="Chance">Value of a random ranking: mean of 1 − C(n−r, k)/C(n, k).</param>
public sealed record RecallAtK(int K, TieAware Value, double Chance);

/// <summary>Result of pair retrieval in one direction.</summary>
public sealed record PairResult
{
    /// <summary>What was measured.</summary>
    public required ProtocolRecord Protocol { get; init; }

    /// <summary>Queries that were averaged.</summary>
    public required int Queries { get; init; }

    /// <summary>Queries without a relevant item in the gallery.</summary>
    public required int LeftOut { get; init; }

    /// <summary>R@k at each k.</summary>
    public required IReadOnlyList<RecallAtK> Recall { get; init; }

    /// <summary>Median over queries of the (expected) rank of the first relevant item; lower is better, so optimistic ≤ pessimistic.</summary>
    public required TieAware MedianRank { get; init; }

    /// <summary>Mean reciprocal rank of the first relevant item.</summary>
    public required TieAware Mrr { get; init; }

    /// <summary>MRR of a random ranking.</summary>
    public required double MrrChance { get; init; }

    /// <summary>The first relevant bucket of each query, null where the query was left out; input to a significance test.</summary>
    public required IReadOnlyList<FirstRelevant?> PerQuery { get; init; }

    /// <summary>R@k by its k.</summary>
    /// <exception cref="KeyNotFoundException">k was not among the evaluated ranks.</exception>
    public TieAware RecallAt(int k) =>
        Recall.FirstOrDefault(r => r.K == k)?.Value ?? throw new KeyNotFoundException($"R@{k} was not evaluated; evaluated are {string.Join(", ", Recall.Select(r => r.K))}.");
}
