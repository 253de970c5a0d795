using Vitrine.Index;

namespace Vitrine.Search.Signals;

/// <summary>
/// One way to compare words with a product: those of its texts by BM25, its photos or its title by vectors. A search joins several (see <c>JoinedSignal</c>); an evaluation measures
/// each alone. Safe to use from several threads; a query that it was asked is for one at a time.
/// </summary>
public interface ISignal
{
    /// <summary>In one or two words, as explanations and tables show it: "words", "photo", "title".</summary>
    string Name { get; }

    /// <summary>How two of its scores are compared.</summary>
    ScoreScale Scale { get; }

    /// <summary>What the signal makes of a query, to be compared with products.</summary>
    /// <param name="text">Words as a customer types them, not empty.</param>
    ISignalQuery Ask(string text);
}

/// <summary>How far apart two scores of one query are.</summary>
public enum ScoreScale
{
    /// <summary>By their difference: cosines, logarithms of probabilities.</summary>
    Difference,

    /// <summary>By their share: sums that grow with the words of a query, such as BM25. None is 0.</summary>
    Ratio,
}

/// <summary>One query, as a signal sees it.</summary>
public interface ISignalQuery
{
    /// <summary>The share of the query's words that the signal knows, 0 to 1. Where it knows none, it finds nothing.</summary>
    float Known { get; }

    /// <summary>The share of the truly best that <see cref="Best"/> has found so far, on average, as was measured; 1 where it is exact.</summary>
    double Recall => 1;

    /// <summary>The products of highest score, best first; equal scores in the order of their rows. Those without any score are left out.</summary>
    /// <param name="count">At most so many.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    IReadOnlyList<ScoredRow> Best(int count, RowSet? filter = null);

    /// <summary>The scores of some products, in their order; null where the signal says nothing of one, such as photos of a product that has none.</summary>
    /// <param name="rows">Rows of the store.</param>
    float?[] Score(IReadOnlyList<int> rows);
}

/// <summary>A row of the store and its score: higher is better, in a unit of the signal's own.</summary>
public readonly record struct ScoredRow(int Row, float Score);
