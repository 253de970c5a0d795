using Vitrine.Search.Codes;

namespace Vitrine.Server.Operation;

/// <summary>How well the codes of a model use their bits.</summary>
/// <param name="Model">The model.</param>
/// <param name="Bits">Of a code.</param>
/// <param name="Entropy">Mean over the bits, 0 to 1: 1 where each halves the products.</param>
/// <param name="Correlation">Mean of |correlation| of two bits; independent ones have about 0.</param>
/// <param name="IdenticalShare">Share of products whose code another has too.</param>
/// <param name="Within">Pairs of products of one category by the bits that differ, 0 to all, as shares of these pairs.</param>
/// <param name="Across">The same of two categories.</param>
internal sealed record CodesBody(string Model, int Bits, double Entropy, double Correlation, double IdenticalShare, IReadOnlyList<double> Within, IReadOnlyList<double> Across)
{
    public static CodesBody Of(string model, CodeHealth health) =>
        new(model, health.Bits.Count, Rounded(health.Bits.Average(bit => bit.Entropy)), Rounded(health.MeanCorrelation), Rounded(health.IdenticalShare), Shares(health.Within), Shares(health.Across));

    private static IReadOnlyList<double> Shares(IReadOnlyList<long> pairs)
    {
        var all = (double)Math.Max(1, pairs.Sum());
        return [.. pairs.Select(count => Rounded(count / all))];
    }

    private static double Rounded(double value) => Math.Round(value, 4);
}
