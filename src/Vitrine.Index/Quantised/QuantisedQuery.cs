namespace Vitrine.Index;

/// <summary>
/// A rotated query in the forms in which codes of one and of four bits meet it. ⟨u, q⟩ of a sign code is Σ|q| less twice the sum of |q| where the signs
/// differ: a weighted Hamming distance, which <see cref="WeightedKernel"/> adds up from tables.
/// </summary>
internal sealed class QuantisedQuery
{
    /// <summary>
    /// Deviations by which an estimate is trusted to be off at most: 95 in 100 of a Gaussian's errors are smaller, and what is lost beyond are items that
    /// would have been just among the best. RaBitQ takes 1.9.
    /// </summary>
    public const float TrustedDeviations = 1.9f;

    private readonly float unit; // of a step of the tables
    private readonly float offset; // Σ|q| and the tables' rounding
    private readonly short[] steps;
    private readonly float stepUnit;
    private readonly long stepSum;

    /// <param name="rotated">The query, rotated.</param>
    public QuantisedQuery(ReadOnlySpan<float> rotated)
    {
        var signs = new ulong[rotated.Length / 64];
        var weights = new double[rotated.Length];
        double sum = 0, largest = 0;
        for (var i = 0; i < rotated.Length; i++)
        {
            weights[i] = Math.Abs((double)rotated[i]);
            sum += weights[i];
            largest = Math.Max(largest, weights[i]);
            SquaredNorm += weights[i] * weights[i];
            if (rotated[i] >= 0)
                signs[i / 64] |= 1UL << i % 64;
        }

        var tables = WeightTables.Nearest(signs, weights);
        Entries = tables.Entries;
        unit = (float)(tables.StepsPerUnit == 0 ? 0 : 2 / tables.StepsPerUnit);
        // Each half byte was rounded by up to half a step, evenly: a deviation of √(1/12) for each.
        offset = (float)(sum + TrustedDeviations * unit * Math.Sqrt(rotated.Length / 4 / 12.0));

        var range = Math.Min(short.MaxValue, int.MaxValue / (15 * rotated.Length));
        stepUnit = (float)(largest / range);
        steps = new short[rotated.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = (short)Math.Round(largest == 0 ? 0 : rotated[i] / largest * range);
            stepSum += steps[i];
        }
    }

    /// <summary>For the kernel that sums over sign codes.</summary>
    public byte[] Entries { get; }

    /// <summary>‖q‖².</summary>
    public double SquaredNorm { get; }

    /// <summary>What the codes of a cell are to be judged by.</summary>
    /// <param name="centroidScore">⟨c, q⟩.</param>
    /// <param name="centroidSquared">‖c‖².</param>
    public CellTerms TermsOf(float centroidScore, float centroidSquared)
    {
        var share = centroidSquared == 0 ? 0 : (double)centroidScore / centroidSquared;
        var rest = Math.Sqrt(Math.Max(0, SquaredNorm - share * centroidScore));
        return new CellTerms(centroidScore, offset, unit, (float)share, (float)(TrustedDeviations * rest));
    }

    /// <summary>The largest score that an item is trusted to have by its code of four bits.</summary>
    /// <param name="numbers">The code, unpacked.</param>
    /// <param name="factors">Its factors.</param>
    /// <param name="terms">Those of its cell.</param>
    /// <param name="kernel">Kernel to use.</param>
    public unsafe float FourBitBound(ReadOnlySpan<sbyte> numbers, CodeFactors factors, in CellTerms terms, DotKernel kernel)
    {
        fixed (sbyte* row = numbers)
        fixed (short* query = steps)
        {
            var product = stepUnit * (kernel.Int8(row, query, numbers.Length) - FourBitCode.Middle * stepSum);
            return terms.Centroid + factors.Scale * product + terms.Share * factors.Shift + terms.Width * factors.Spread;
        }
    }
}
