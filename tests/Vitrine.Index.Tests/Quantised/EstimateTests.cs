namespace Vitrine.Index.Tests.Quantised;

/// <summary>The law of RaBitQ: estimates are right on average, whatever the data, and off by more than their bound as seldom as a Gaussian's.</summary>
public class EstimateTests
{
    private const int Trials = 4000;

    // Of a Gaussian 94.3 % lie within 1.9 deviations.
    private const double LeastShare = 0.93;

    public static TheoryData<string, int> Data => new() { { "clustered", 256 }, { "clustered", 100 }, { "gaussian", 64 }, { "one-hot", 300 }, { "positive", 320 } };

    [Theory, MemberData(nameof(Data))]
    public void Estimate_OfSignCode_IsUnbiasedAndWithinItsBound(string kind, int dimensions) => Check(kind, dimensions, fourBits: false);

    [Theory, MemberData(nameof(Data))]
    public void Estimate_OfFourBitCode_IsUnbiasedAndWithinItsBound(string kind, int dimensions) => Check(kind, dimensions, fourBits: true);

    [Fact]
    public void Spread_OfFourBits_IsAFifthOfThatOfOne()
    {
        var random = new Random(4);
        var (residual, centroid) = (Clustered.Gaussian(random, 256), new float[256]);
        // A sign loses √(π/2 − 1) of a Gaussian's length, sixteen even levels √0.0115.
        Assert.InRange(Coded(residual, centroid, true).Factors.Spread / Coded(residual, centroid, false).Factors.Spread, 0.1, 0.2);
    }

    [Fact]
    public void Of_VectorAtItsCentroid_IsExact()
    {
        var (_, factors) = Coded(new float[64], Clustered.Gaussian(new Random(3), 64), fourBits: true);
        Assert.Equal(default, factors);
    }

    private static void Check(string kind, int dimensions, bool fourBits)
    {
        var random = new Random(dimensions);
        var draws = Draws(kind, random, dimensions);
        double sum = 0, squares = 0;
        var (count, within) = (0, 0);
        for (var trial = 0; trial < Trials; trial++)
        {
            // Errors of one rotation hang together, so each trial has its own.
            var rotation = new Rotation(dimensions, (ulong)trial);
            var (centroid, query) = (Rotated(rotation, draws()), Rotated(rotation, draws()));
            var residual = Rotated(rotation, draws()).Zip(centroid, (x, c) => x - c).ToArray();
            var (code, factors) = Coded(residual, centroid, fourBits);
            var terms = new QuantisedQuery(query).TermsOf((float)Dot(query, centroid), (float)Dot(centroid, centroid));
            var bound = terms.Width * factors.Spread;
            if (bound < 1e-6)
                continue; // nothing to be wrong about
            var error = factors.Scale * Dot(code, query) + terms.Share * factors.Shift - Dot(residual, query);
            var deviations = error / bound * QuantisedQuery.TrustedDeviations;
            sum += deviations;
            squares += deviations * deviations;
            within += Math.Abs(error) <= bound ? 1 : 0;
            count++;
        }

        Assert.InRange(count, 0.9 * Trials, Trials);
        Assert.InRange(sum / count, -0.08, 0.08); // five standard errors of 4,000
        Assert.InRange(within / (double)count, LeastShare, 1);
        Assert.InRange(squares / count, 0.5, 1.1);
    }

    private static (float[] Code, CodeFactors Factors) Coded(float[] residual, float[] centroid, bool fourBits)
    {
        var code = new float[residual.Length];
        if (fourBits)
            FourBitCode.Of(residual, new byte[FourBitCode.Bytes(code.Length)], code);
        else
            SignCode.Of(residual, new ulong[code.Length / 64], code);
        return (code, CodeFactors.Of(code, residual, centroid));
    }

    private static Func<float[]> Draws(string kind, Random random, int dimensions)
    {
        var clustered = new Clustered(random, dimensions, 40);
        return () => kind switch
        {
            "clustered" => clustered.Draw(1),
            "gaussian" => Clustered.Gaussian(random, dimensions),
            "positive" => [.. Clustered.Gaussian(random, dimensions).Select(MathF.Abs)],
            _ => [.. Enumerable.Range(0, dimensions).Select(_ => random.Next(dimensions) < 3 ? 1f : 0)],
        };
    }

    private static float[] Rotated(Rotation rotation, float[] vector)
    {
        var rotated = new float[rotation.Dimensions];
        rotation.Apply(vector, rotated);
        return rotated;
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
