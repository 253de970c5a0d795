using System.Collections;

namespace Vitrine.Search.Fusion;

/// <summary>What each signal adds to the log-odds of one candidate. Most candidates are only ordered: it is reckoned when somebody looks.</summary>
internal sealed class CandidateShares(SignalScores[] scores, FusionWeights weights, int candidate) : IReadOnlyList<SignalShare>
{
    public int Count => scores.Length;

    public SignalShare this[int index] => Of(scores[index]);

    public IEnumerator<SignalShare> GetEnumerator() => scores.Select(Of).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private SignalShare Of(SignalScores signal) => weights.Signals.GetValueOrDefault(signal.Name) is { } weight
        ? new SignalShare(signal.Name, signal.Own(weight, candidate), signal.OfQuery(weight))
        : new SignalShare(signal.Name, 0, 0);
}
