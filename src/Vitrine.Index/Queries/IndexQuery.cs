namespace Vitrine.Index;

/// <summary>
/// A question to an index: what may be found (<see cref="Filter"/>, <see cref="Radius"/>, <see cref="MinScore"/>), in which order (by code, by vector, by a
/// field, else by id), and which part of it comes back.
/// </summary>
public sealed record IndexQuery
{
    /// <summary>Query code: nearest items first. Empty for none.</summary>
    public ReadOnlyMemory<ulong> Code { get; init; }

    /// <summary>Query vector: items of largest inner product first. Empty for none; not beside a code.</summary>
    public ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>What may be found; null for all.</summary>
    public Filter? Filter { get; init; }

    /// <summary>Greatest Hamming distance of what may be found, ≥ 0; null for any. Needs a code.</summary>
    public int? Radius { get; init; }

    /// <summary>Forces a road to the nearest codes, where a segment has it. The answer is the same by all. Default: the fastest.</summary>
    public CodeRoad Road { get; init; }

    /// <summary>Least score of what may be found; null for any. Needs a vector.</summary>
    public float? MinScore { get; init; }

    /// <summary>Field to sort by, instead of nearness; null for none. Items without a value come last.</summary>
    public FieldSort? Sort { get; init; }

    /// <summary>True for the best item of each group only; items without a group stand alone. Default false.</summary>
    public bool IsOnePerGroup { get; init; }

    /// <summary>Hits wanted, ≥ 1. Default 10.</summary>
    public int K { get; init; } = 10;

    /// <summary>Hits to pass over before these, ≥ 0: pages of one snapshot neither overlap nor leave anything out. Default 0.</summary>
    public int Offset { get; init; }

    /// <summary>How long a search may take, more than 0; null for as long as it takes. Default null.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>Fields whose values are counted over all that is found; none by default.</summary>
    public IReadOnlyList<Facet> Facets { get; init; } = [];
}

/// <summary>An order of items by a field; equal ones by ascending id (ordinal).</summary>
/// <param name="Field">A field, but no list. Texts and paths order by code point.</param>
/// <param name="IsDescending">Largest first. Items without a value come last in both orders.</param>
public sealed record FieldSort(string Field, bool IsDescending = false);

/// <summary>A count of the values that the found items have in a field.</summary>
/// <param name="Field">The field. A path counts for each node on its way.</param>
/// <param name="Limit">Values wanted, the most frequent first, ≥ 1. Default 100.</param>
/// <param name="CountsGroups">True to count groups with such an item, instead of items; an item without a group counts as one. Needs to go through the items; default false.</param>
public sealed record Facet(string Field, int Limit = 100, bool CountsGroups = false);
