namespace Vitrine.Index.Tests.Quantised;

public class BoundTests
{
    public static IEnumerable<TheoryDataRow<SimdLevel>> Levels => Seeded.Levels;

    [Theory, MemberData(nameof(Levels))]
    public void Bounds_AnyLevel_GiveTheBitsOfScalar(SimdLevel level)
    {
        var random = new Random(8);
        foreach (var slots in new[] { 0, 8, 16, 24, 120, 1000 })
        {
            ushort[] sums = [.. Enumerable.Range(0, slots).Select(_ => (ushort)random.Next(65_536))];
            var factors = Seeded.Vectors(random, 3, Math.Max(1, slots))[..(3 * slots)];
            var terms = new CellTerms(0.3f, 15.7f, 0.0041f, 0.93f, 0.61f);
            var (expected, bounds) = (new float[slots], new float[slots]);
            BoundKernel.For(SimdLevel.Scalar).Bounds(sums, factors, terms, expected);
            BoundKernel.For(level).Bounds(sums, factors, terms, bounds);
            Assert.Equal(expected, bounds);
        }
    }

    [Theory]
    [InlineData(64)]
    [InlineData(256)]
    [InlineData(4096)] // longer than a code that is searched by itself may be: the steps of its tables are coarser, so that 16 bits hold their sum
    public void Bounds_OfSignCodes_ExceedTheScoreAsOftenAsTheyPromise(int dimensions)
    {
        var random = new Random(dimensions);
        var (vectors, above, near) = (0, 0, 0);
        for (var trial = 0; trial < 20; trial++)
        {
            var query = Clustered.Gaussian(random, dimensions);
            var centroid = Clustered.Gaussian(random, dimensions);
            var quantised = new QuantisedQuery(query);
            var terms = quantised.TermsOf((float)Dot(centroid, query), (float)Dot(centroid, centroid));
            var (blocks, factors, scores) = Block(random, query, centroid);
            var (sums, bounds) = (new ushort[HammingKernel.Lanes], new float[HammingKernel.Lanes]);
            WeightedKernel.For(Simd.Level).Sum(blocks, quantised.Entries, sums);
            BoundKernel.For(Simd.Level).Bounds(sums, factors, terms, bounds);
            for (var i = 0; i < HammingKernel.Lanes; i++)
            {
                vectors++;
                above += bounds[i] >= scores[i] ? 1 : 0;
                near += bounds[i] <= scores[i] + 6 * terms.Width / QuantisedQuery.TrustedDeviations * factors[2 * HammingKernel.Lanes + i] ? 1 : 0;
            }
        }

        Assert.InRange(above, 0.93 * vectors, vectors); // one side of a Gaussian's 1.9 deviations: 97 %
        Assert.InRange(near, 0.99 * vectors, vectors); // and a bound is not just anything large
    }

    [Fact]
    public void FourBitBound_OfAnyVector_IsNearItsScore()
    {
        var random = new Random(9);
        var (query, centroid) = (Clustered.Gaussian(random, 192), Clustered.Gaussian(random, 192));
        var quantised = new QuantisedQuery(query);
        var terms = quantised.TermsOf((float)Dot(centroid, query), (float)Dot(centroid, centroid));
        foreach (var level in Simd.Supported)
        {
            for (var trial = 0; trial < 50; trial++)
            {
                var residual = Clustered.Gaussian(random, 192);
                var (packed, code, numbers) = (new byte[96], new float[192], new sbyte[192]);
                FourBitCode.Of(residual, packed, code);
                FourBitCode.Unpack(packed, numbers);
                Assert.Equal(code.Select(number => number + FourBitCode.Middle), numbers.Select(number => (float)number));
                var factors = CodeFactors.Of(code, residual, centroid);
                var bound = quantised.FourBitBound(numbers, factors, terms, DotKernel.For(level));
                var deviation = terms.Width / QuantisedQuery.TrustedDeviations * factors.Spread;
                Assert.InRange(bound - (Dot(centroid, query) + Dot(residual, query)), -3 * deviation, 7 * deviation);
            }
        }
    }

    [Fact]
    public void TermsOf_QueryOfZeros_BoundsByZero()
    {
        var quantised = new QuantisedQuery(new float[64]);
        Assert.Equal(new CellTerms(0, 0, 0, 0, 0), quantised.TermsOf(0, 2));
    }

    private static (ulong[] Blocks, float[] Factors, double[] Scores) Block(Random random, float[] query, float[] centroid)
    {
        var words = query.Length / 64;
        var (blocks, factors, scores) = (new ulong[words * HammingKernel.Lanes], new float[3 * HammingKernel.Lanes], new double[HammingKernel.Lanes]);
        for (var lane = 0; lane < HammingKernel.Lanes; lane++)
        {
            var residual = Clustered.Gaussian(random, query.Length);
            var (signs, code) = (new ulong[words], new float[query.Length]);
            SignCode.Of(residual, signs, code);
            for (var w = 0; w < words; w++)
                blocks[w * HammingKernel.Lanes + lane] = signs[w];
            var of = CodeFactors.Of(code, residual, centroid);
            (factors[lane], factors[HammingKernel.Lanes + lane], factors[2 * HammingKernel.Lanes + lane]) = (of.Scale, of.Shift, of.Spread);
            scores[lane] = Dot(centroid, query) + Dot(residual, query);
        }

        return (blocks, factors, scores);
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
