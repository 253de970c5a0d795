using Vitrine.Platform;

namespace Vitrine.Evaluation;

/// <summary>
/// Fisher's paired randomisation test of two systems on the same queries: under the null hypothesis either system could have
/// produced either value of a pair, so swapping within pairs at random tells how often chance alone gives such a difference
/// (Smucker, Allan &amp; Carterette, CIKM 2007).
/// </summary>
public static class RandomisationTest
{
    /// <summary>Two-sided p-value of the difference of means.</summary>
    /// <param name="a">Metric per query of the first system.</param>
    /// <param name="b">The same queries in the same order for the second. A query where either is NaN (left out) is skipped.</param>
    /// <param name="permutations">Random swaps drawn; the smallest possible p-value is 1/(permutations + 1).</param>
    /// <param name="seed">Same seed, same p-value, on every machine.</param>
    /// <exception cref="ArgumentException">Lengths differ or no pair is left.</exception>
    public static RandomisationResult Compare(IReadOnlyList<double> a, IReadOnlyList<double> b, int permutations = 10_000, ulong seed = 1)
    {
        if (a.Count != b.Count)
            throw new ArgumentException($"The first system has {a.Count} queries and the second {b.Count}; a paired test needs the same queries.", nameof(b));
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        var differences = a.Zip(b, (x, y) => x - y).Where(d => !double.IsNaN(d)).ToArray();
        if (differences.Length == 0)
            throw new ArgumentException("No query has a value in both systems; there is nothing to compare.", nameof(a));

        var observed = differences.Sum();
        // Sums that differ only by rounding must count as equal, or a p-value would depend on the order of the queries.
        var threshold = Math.Abs(observed) - 1e-12 * differences.Sum(Math.Abs);
        var atLeast = 0;
        var state = seed;
        for (var p = 0; p < permutations; p++)
        {
            double sum = 0;
            ulong signs = 0;
            for (var i = 0; i < differences.Length; i++)
            {
                if (i % 64 == 0)
                    signs = SplitMix64.Next(ref state);
                sum += (signs & 1) == 0 ? differences[i] : -differences[i];
                signs >>= 1;
            }

            atLeast += Math.Abs(sum) >= threshold ? 1 : 0;
        }
        // The observed arrangement counts as one of the drawn, so that p is never 0 and the test keeps its level.
        return new RandomisationResult(observed / differences.Length, (atLeast + 1.0) / (permutations + 1), differences.Length);
    }
}

/// <summary>Outcome of a <see cref="RandomisationTest"/>.</summary>
/// <param name="MeanDifference">Mean of first minus second.</param>
/// <param name="PValue">Probability of a difference at least this large, either way, if the systems were equal.</param>
/// <param name="Pairs">Queries compared.</param>
public readonly record struct RandomisationResult(double MeanDifference, double PValue, int Pairs);
