using System.Collections;

namespace Vitrine.Search.Fusion;

/// <summary>What each signal adds to the log-odds of one candidate. Most candidates are only ordered: it is reckoned when somebody looks.</summary>
internal sealed class CandidateShares(SignalScores[] scores, FusionWeights weights, int candidate) : IReadOnlyList<SignalShare>
{
    public int Count => scores.Length;

    public SignalShare this[int index] => scores[index] is var signal && weights.Signals.GetValueOrDefault(signal.Name) is { } weight
        ? new SignalShare(signal.Name, signal.Own(weight, candidate), signal.OfQuery(weight))
        : new SignalShare(scores[index].Name, 0, 0);

    public IEnumerator<SignalShare> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
