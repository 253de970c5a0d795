using Vitrine.Search.Signals;

namespace Vitrine.Search.Fusion;

/// <summary>
/// All signals of a shop in one ranking. Each brings its best products; every one of these gets the scores of all signals, and a logistic model makes of them the probability that the
/// product is what was asked for.
/// </summary>
/// <param name="signals">Different names.</param>
/// <param name="weights">What each counts.</param>
public sealed class JoinedSignal(IReadOnlyList<ISignal> signals, FusionWeights weights) : ISignal
{
    /// <summary>Products that each signal brings where weights are fitted: what none of them has among so many is seldom among the best ten of all.</summary>
    public const int Candidates = 200;

    /// <summary>Products that each signal brings to a ranking, and those of it that are counted and sorted: pages within are one order.</summary>
    public const int Depth = 1000;

    /// <inheritdoc/>
    public string Name => "joined";

    /// <inheritdoc/>
    public ScoreScale Scale => ScoreScale.Difference;

    /// <summary>What each signal counts.</summary>
    public FusionWeights Weights => weights;

    /// <summary>What all signals make of a query.</summary>
    public JoinedQuery Ask(string text) => new([.. signals.Select(signal => (signal, signal.Ask(text)))], weights);

    ISignalQuery ISignal.Ask(string text) => Ask(text);
}
