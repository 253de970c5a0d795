namespace Vitrine.Evaluation.Tests.Metrics;

/// <summary>Values worked out on paper.</summary>
public class HandComputedTests
{
    // Ranks 1, 3, 6 of 6 relevant.
    private static readonly TieBucket[] Untied = [new(1, 1), new(1, 0), new(1, 1), new(1, 0), new(1, 0), new(1, 1)];

    // Distance 0: one relevant, one not; distance 1: nothing; distance 2: two relevant of three.
    private static readonly TieBucket[] Tied = [new(2, 1), new(0, 0), new(3, 2)];

    [Fact]
    public void AveragePrecision_RanksOneThreeSix_IsMeanOfPrecisions() =>
        Assert.Equal((1 + 2.0 / 3 + 3.0 / 6) / 3, AveragePrecision.Expected(Untied, 3), 1e-15);

    [Fact]
    public void AveragePrecision_TwoRelevantNotRetrieved_DividesByAll() =>
        Assert.Equal((1 + 2.0 / 3 + 3.0 / 6) / 5, AveragePrecision.Expected(Untied, 5), 1e-15);

    [Fact]
    public void AveragePrecision_Cutoff_DividesByTheSmallerOfCutoffAndRelevant()
    {
        Assert.Equal((1 + 2.0 / 3) / 3, AveragePrecision.Expected(Untied, 3, 4), 1e-15);
        Assert.Equal(1 / 2.0, AveragePrecision.Expected(Untied, 3, 2), 1e-15);
    }

    [Fact]
    public void AveragePrecision_TwoTiedBuckets_EqualsTheSixOrders()
    {
        // First bucket: relevant at rank 1 or 2: 1 or 1/2. Second bucket, ranks 3–5, pairs of ranks for its two relevant items:
        // (3,4): 2/3 + 3/4; (3,5): 2/3 + 3/5; (4,5): 2/4 + 3/5.
        var second = (2 / 3.0 + 3 / 4.0 + 2 / 3.0 + 3 / 5.0 + 2 / 4.0 + 3 / 5.0) / 3;
        Assert.Equal((0.75 + second) / 3, AveragePrecision.Expected(Tied, 3), 1e-15);
        var bounds = TieAware.Of(Tied, ranking => AveragePrecision.Expected(ranking, 3));
        Assert.Equal((0.5 + 2 / 4.0 + 3 / 5.0) / 3, bounds.Pessimistic, 1e-15);
        Assert.Equal((1 + 2 / 3.0 + 3 / 4.0) / 3, bounds.Optimistic, 1e-15);
    }

    [Fact]
    public void AveragePrecision_NoRelevantItem_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => AveragePrecision.Expected(Untied, 0));

    [Fact]
    public void AveragePrecisionChance_OneRelevant_IsMeanReciprocalRank() =>
        Assert.Equal((1 + 1 / 2.0 + 1 / 3.0 + 1 / 4.0) / 4, AveragePrecision.Chance(4, 1), 1e-15);

    [Fact]
    public void Precision_InsideATiedBucket_TakesItsShare()
    {
        Assert.Equal(0.5, Precision.At(Tied, 1), 1e-15);
        Assert.Equal((1 + 2 / 3.0) / 3, Precision.At(Tied, 3), 1e-15);
        Assert.Equal(0.3, Precision.At(Tied, 10), 1e-15); // a short gallery still divides by k
    }

    [Fact]
    public void HitAt_TwoOfFiveTied_IsHypergeometric()
    {
        var first = new FirstRelevant(3, new TieBucket(5, 2));
        Assert.Equal(0, first.HitAt(3));
        Assert.Equal(2 / 5.0, first.HitAt(4), 1e-15);
        Assert.Equal(1 - 3.0 / 10, first.HitAt(5), 1e-15); // C(3,2)/C(5,2)
        Assert.Equal(1, first.HitAt(7), 1e-15);
        Assert.Equal(3 + 6 / 3.0, first.Rank(), 1e-15);
    }

    [Fact]
    public void FirstRelevant_OfScores_CountsBetterAndEqual()
    {
        float[] scores = [0.5f, 0.9f, 0.5f, 0.1f, 0.5f];
        Assert.Equal(new FirstRelevant(1, new TieBucket(3, 1)), FirstRelevant.Of(scores, [4, 3]));
        Assert.Equal(new FirstRelevant(0, new TieBucket(3, 1)), FirstRelevant.Of(scores, [4, 3], excludedRow: 1));
        Assert.Equal(new FirstRelevant(3, new TieBucket(1, 1)), FirstRelevant.Classic(scores, [4, 3]));
    }

    [Fact]
    public void KddCup_PublishedFormula_EqualsLog2()
    {
        // Positives at ranks 1 and 3 of 6, three positives in all: (1 + 1/log2 4) / (1 + 1/log2 3 + 1/log2 4).
        float[] scores = [6, 5, 4, 3, 2, 1];
        float[] grades = [1, 0, 1, 0, 0, 1];
        var expected = (1 + 0.5) / (1 + 1 / Math.Log2(3) + 0.5);
        Assert.Equal(expected, Ndcg.KddCup2020.Of(scores, grades).Value, 1e-15);
        Assert.Equal(expected, new Ndcg(5).Of(scores, grades).Value, 1e-15);
        Assert.Equal((1 + 1 / Math.Log2(3)) / (1 + 1 + 1 / Math.Log2(3)), new Ndcg(5, Gain.Linear, Discount.Jarvelin2002).Of(scores, grades).Value, 1e-15);
    }

    [Fact]
    public void Ndcg_ExponentialGain_SquaresTheAdvantageOfHighGrades() =>
        Assert.Equal((1 + 7 / Math.Log2(3)) / (7 + 1 / Math.Log2(3)), new Ndcg(10, Gain.Exponential).Of([2, 1], [1, 3]).Value, 1e-15);

    [Fact]
    public void NdcgChance_OnePositiveOfThirty_IsMeanDiscount()
    {
        var grades = new float[30];
        grades[12] = 1;
        var discounts = Enumerable.Range(1, 5).Sum(rank => 1 / Math.Log2(rank + 1));
        Assert.Equal(discounts / 30, Ndcg.KddCup2020.Chance(grades), 1e-12);
    }
}
