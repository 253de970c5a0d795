namespace Vitrine.Evaluation;

/// <summary>
/// Items of a ranking that share one distance or score, so that nothing orders them among themselves.
/// A ranking is a list of buckets, best first; its metrics need no more than these two counts.
/// </summary>
/// <param name="Total">Number of items in the bucket; 0 is allowed and has no effect.</param>
/// <param name="Relevant">How many of them are relevant, 0…<paramref name="Total"/>.</param>
public readonly record struct TieBucket(int Total, int Relevant)
{
    /// <summary>True when the order inside the bucket can change a metric: it holds relevant and irrelevant items.</summary>
    public bool IsMixed => Relevant > 0 && Relevant < Total;
}
