namespace Vitrine.Evaluation.Tests.Metrics;

public class SetPrecisionTests
{
    private static readonly float[] Scores = [9, 7, 7, 5, 5, 5, 1];

    [Fact]
    public void At_MembersAboveTheCut_AreCounted() => Assert.Equal(new TieAware(0.5, 0.5, 0.5), SetPrecision.At(Scores, [0], 2));

    [Fact]
    public void At_MembersTiedAtTheCut_AreExpected()
    {
        // Of rows 3, 4, 5, one stands among the first four: row 4 in a third of the orders.
        var found = SetPrecision.At(Scores, [4, 6], 4);
        Assert.Equal(1 / 12.0, found.Value, 12);
        Assert.Equal((0, 0.25), (found.Pessimistic, found.Optimistic));
    }

    [Fact]
    public void At_AnExcludedRow_TakesNoPlace()
    {
        Assert.Equal(0, SetPrecision.At(Scores, [1, 2], 1).Value);
        Assert.Equal(1, SetPrecision.At(Scores, [1, 2], 1, excludedRow: 0).Value);
        Assert.Equal(0, SetPrecision.At(Scores, [0], 1, excludedRow: 0).Value);
    }

    [Fact]
    public void At_ForAnySet_IsPrecisionOfItsMembers()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 50; trial++)
        {
            float[] scores = [.. Enumerable.Range(0, 12).Select(_ => (float)random.Next(5))];
            int[] members = [.. Enumerable.Range(0, 12).Where(_ => random.Next(3) == 0)];
            TieBucket[] ranking = [.. scores.Index().GroupBy(score => score.Item).OrderByDescending(bucket => bucket.Key)
                .Select(bucket => new TieBucket(bucket.Count(), bucket.Count(score => members.Contains(score.Index))))];
            var expected = TieAware.Of(ranking, buckets => Precision.At(buckets, 4));
            var found = SetPrecision.At(scores, members, 4);
            Assert.Equal(expected.Value, found.Value, 12);
            Assert.Equal((expected.Pessimistic, expected.Optimistic), (found.Pessimistic, found.Optimistic));
        }
    }
}
