using Vitrine.Search.Signals;

namespace Vitrine.Search.Words;

/// <summary>The best rows so far; of equal ones those that came first, which are the lower ones.</summary>
/// <param name="count">How many are wanted, at least 1.</param>
internal sealed class BestRows(int count)
{
    private static readonly Comparer<ScoredRow> WorstFirst =
        Comparer<ScoredRow>.Create((one, other) => one.Score.CompareTo(other.Score) is not 0 and var order ? order : other.Row.CompareTo(one.Row));

    private readonly PriorityQueue<ScoredRow, ScoredRow> rows = new(WorstFirst);

    /// <summary>A row must score above it.</summary>
    public float Threshold => rows.Count < count ? 0 : rows.Peek().Score;

    /// <summary>Takes a row, the next in their order, if it is good enough.</summary>
    public void Offer(int row, float score)
    {
        if (score <= Threshold)
            return;
        if (rows.Count == count)
            rows.Dequeue();
        var found = new ScoredRow(row, score);
        rows.Enqueue(found, found);
    }

    /// <summary>The best first.</summary>
    public ScoredRow[] Sorted() => [.. rows.UnorderedItems.Select(item => item.Element).OrderByDescending(found => found, WorstFirst)];
}
