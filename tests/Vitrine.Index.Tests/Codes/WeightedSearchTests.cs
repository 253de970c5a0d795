namespace Vitrine.Index.Tests.Codes;

public class WeightedSearchTests
{
    public static IEnumerable<TheoryDataRow<SimdLevel>> Levels => Seeded.Levels;

    [Theory, MemberData(nameof(Levels))]
    public void SearchWeighted_AnyWeights_EqualsPlainLoop(SimdLevel level)
    {
        var random = new Random(11);
        int[] counts = [0, 1, 7, 33, 64, 515, 2050, 4103];
        int[] widths = [1, 3, 8, 31, 64, 65, 100, 128, 250, 256, 700];
        for (var trial = 0; trial < 110; trial++)
        {
            var (count, bits, k) = (counts[trial % counts.Length], widths[trial % widths.Length], new[] { 0, 1, 10, 700, 5000 }[trial % 5]);
            var codes = Seeded.Codes(random, count, bits);
            var query = Seeded.Codes(random, 1, bits);
            var weights = Weights(random, bits, trial % 7);
            var filter = trial % 3 == 1 ? RowSet.Where(count, row => row % 3 != 0) : null;
            var set = CodeSet.FromRows(codes, new CodeLayout(bits), level);
            Assert.Equal(Naive(codes, query, weights, count, k, filter), set.SearchWeighted(query, weights, k, filter));
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void SearchWeighted_LongestCodeAllBitsDiffer_AddsAllWeights(SimdLevel level)
    {
        var codes = new ulong[31 * 40];
        Array.Fill(codes, ulong.MaxValue);
        var weights = new float[CodeLayout.MaxBits];
        Array.Fill(weights, 3f);
        var hits = CodeSet.FromRows(codes, new CodeLayout(CodeLayout.MaxBits), level).SearchWeighted(new ulong[31], weights, 40);
        Assert.Equal(Enumerable.Range(0, 40).Select(row => new WeightedCodeHit(row, 3 * CodeLayout.MaxBits)), hits);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Sum_OfTablesBelow_NeverExceedsDistance(SimdLevel level)
    {
        var random = new Random(12);
        for (var kind = 0; kind < 7; kind++)
        {
            const int bits = 192, count = 80;
            var codes = Seeded.Codes(random, count, bits);
            var query = Seeded.Codes(random, 1, bits);
            double[] weights = [.. Weights(random, bits, kind).Select(weight => (double)weight)];
            var (below, nearest) = (WeightTables.Below(query, weights), WeightTables.Nearest(query, weights));
            var (lower, near) = (Sums(codes, count, below, level), Sums(codes, count, nearest, level));
            for (var row = 0; row < count; row++)
            {
                var distance = Distance(codes.AsSpan(3 * row, 3), query, weights);
                Assert.True(lower[row] <= distance * below.StepsPerUnit * (1 + 1e-12), $"{lower[row]} steps for {distance * below.StepsPerUnit}");
                Assert.InRange(near[row] - distance * nearest.StepsPerUnit, -0.5 * bits / 4 - 1e-6, 0.5 * bits / 4 + 1e-6);
            }
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Sum_AnyLevel_EqualsScalar(SimdLevel level)
    {
        var random = new Random(13);
        foreach (var (words, count) in new[] { (1, 8), (1, 9), (2, 40), (3, 100), (5, 77), (31, 33) })
        {
            var (codes, query) = (Seeded.Codes(random, count, 64 * words), Seeded.Codes(random, 1, 64 * words));
            var weights = new double[64 * words];
            for (var bit = 0; bit < weights.Length; bit++)
                weights[bit] = random.NextDouble();
            var tables = WeightTables.Below(query, weights);
            Assert.Equal(Sums(codes, count, tables, SimdLevel.Scalar), Sums(codes, count, tables, level));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(-0.5f)]
    [InlineData(float.PositiveInfinity)]
    public void SearchWeighted_WeightOutOfRange_NamesTheBit(float weight)
    {
        var set = CodeSet.FromRows(new ulong[4], new CodeLayout(20));
        var weights = new float[20];
        weights[7] = weight;
        Assert.Contains("weight of bit 7", Assert.Throws<ArgumentException>(() => set.SearchWeighted([0], weights, 1)).Message);
    }

    [Fact]
    public void SearchWeighted_TooFewWeights_SaysHowMany() => Assert.Contains("19 weights; a code of 20 bits",
        Assert.Throws<ArgumentException>(() => CodeSet.FromRows(new ulong[4], new CodeLayout(20)).SearchWeighted([0], new float[19], 1)).Message);

    private static float[] Weights(Random random, int bits, int kind)
    {
        var weights = new float[bits];
        for (var bit = 0; bit < bits; bit++)
        {
            weights[bit] = kind switch
            {
                0 => 0,
                1 => 0.7f,
                2 => random.NextSingle() * 3e38f,
                3 => random.Next(3) == 0 ? random.NextSingle() : 0,
                4 => bit == bits / 2 ? 1e9f : random.NextSingle(),
                5 => MathF.Pow(10, random.Next(-20, 30)),
                _ => random.Next(4),
            };
        }

        return weights;
    }

    private static ushort[] Sums(ulong[] codes, int count, WeightTables tables, SimdLevel level)
    {
        var words = codes.Length / count;
        var rows = (count + HammingKernel.Lanes - 1) / HammingKernel.Lanes * HammingKernel.Lanes;
        var blocks = new ulong[rows * words];
        for (var i = 0; i < codes.Length; i++)
            blocks[i / words / HammingKernel.Lanes * HammingKernel.Lanes * words + i % words * HammingKernel.Lanes + i / words % HammingKernel.Lanes] = codes[i];
        var steps = new ushort[rows];
        WeightedKernel.For(level).Sum(blocks, tables.Entries, steps);
        return steps[..count];
    }

    private static double Distance(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, ReadOnlySpan<double> weights)
    {
        double distance = 0;
        for (var bit = 0; bit < weights.Length; bit++)
            distance += ((a[bit / 64] ^ b[bit / 64]) >> (bit % 64) & 1) != 0 ? weights[bit] : 0;
        return distance;
    }

    private static IEnumerable<WeightedCodeHit> Naive(ulong[] codes, ulong[] query, float[] weights, int count, int k, RowSet? filter)
    {
        // A millionth of them keeps the sums of the greatest weights in the range of a float.
        double[] small = [.. weights.Select(weight => Math.ScaleB(weight, -20))];
        return Enumerable.Range(0, count)
            .Where(row => filter is null || filter.Contains(row))
            .Select(row => new WeightedCodeHit(row, Math.ScaleB((float)Distance(codes.AsSpan(row * query.Length, query.Length), query, small), 20)))
            .OrderBy(hit => hit.Distance).ThenBy(hit => hit.Row).Take(k);
    }
}
