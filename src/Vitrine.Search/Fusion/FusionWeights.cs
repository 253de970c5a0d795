namespace Vitrine.Search.Fusion;

/// <summary>A monotone logistic model of several signals: log-odds = <paramref name="Intercept"/> + Σ over signals of lag, top and known share, each times its weight.</summary>
/// <param name="Intercept">The log-odds where nothing is known.</param>
/// <param name="Signals">By the signal's name; one that is not here counts nothing.</param>
/// <param name="Cut">Below this probability a product is less likely what was asked for than 19 in 20 of the right ones are.</param>
public sealed record FusionWeights(double Intercept, IReadOnlyDictionary<string, SignalWeight> Signals, double Cut)
{
    private const string TraitsName = "traits";

    /// <summary>
    /// What is believed before a shop's own queries were looked at, and where it has too few products to fit its own. Set by what the units are: a trait's logarithm of a probability enters as it is, as in
    /// naive Bayes; one product with all rare words counts as much as a factor of ten; cosines tell more finely what is equal otherwise.
    /// </summary>
    public static FusionWeights Prior { get; } = new(-4, new Dictionary<string, SignalWeight>(StringComparer.Ordinal)
    {
        ["words"] = new(2.3, 0, 1),
        ["title"] = new(1, 1, 1),
        ["photo"] = new(0.5, 1, 1),
        [TraitsName] = new(1, 0.5, 1),
    }, 0.1);

    /// <summary>
    /// What is believed of a shop that no model looks at: who has all the words that the best product has is probably meant, who has less than two thirds of it probably not; and who asks for a kind wants what the store says is one.
    /// </summary>
    public static FusionWeights OfWords { get; } = new(-1, new Dictionary<string, SignalWeight>(StringComparer.Ordinal) { ["words"] = new(4, 0, 2), [TraitsName] = new(0.5, 0.125, 1.5) }, 0.4);

    /// <summary>The same, where nothing was fitted to traits, with what is believed of these: the store says them, though no photo tells them.</summary>
    internal FusionWeights WithTraits() => Signals.ContainsKey(TraitsName) ? this : this with { Signals = new Dictionary<string, SignalWeight>(Signals, StringComparer.Ordinal) { [TraitsName] = Prior.Signals[TraitsName] } };
}
