namespace Vitrine.Index.Tests.Parts;

public class PartSetTests
{
    private const int Items = 40, VectorsPerItem = 6, Dimensions = 33;

    private readonly float[] query;
    private readonly PreparedQuery prepared;
    private readonly PartSet set;
    private readonly float[] vectors;
    private readonly int[] counts;

    public PartSetTests()
    {
        var random = new Random(1);
        vectors = Seeded.Vectors(random, Items * VectorsPerItem, Dimensions);
        query = Seeded.Vectors(random, 1, Dimensions);
        prepared = PreparedQuery.Of(query, Dimensions, VectorFormat.Float32);
        counts = [.. Enumerable.Range(0, Items).Select(_ => random.Next(VectorsPerItem + 1))];
        set = new PartSet(VectorSet.FromRows(vectors, Dimensions), VectorsPerItem, Stored<int>.Of(counts));
    }

    public static TheoryData<PartAggregation, Func<double[], double>> Aggregations => new()
    {
        { PartAggregation.Mean, similarities => similarities.Average() },
        { PartAggregation.Sum, similarities => similarities.Sum() },
        { PartAggregation.Max, similarities => similarities.Max() },
        { PartAggregation.TopMean(1), similarities => similarities.Max() },
        { PartAggregation.TopMean(3), similarities => similarities.OrderDescending().Take(3).Average() },
        { PartAggregation.TopMean(100), similarities => similarities.Average() },
    };

    [Theory]
    [MemberData(nameof(Aggregations))]
    public void Score_EachAggregation_EqualsNaiveLoop(PartAggregation aggregation, Func<double[], double> naive)
    {
        for (var item = 0; item < Items; item++)
        {
            double[] similarities = [.. Enumerable.Range(0, counts[item]).Select(vector => Dot(item * VectorsPerItem + vector))];
            var expected = similarities.Length == 0 ? 0 : naive(similarities);
            Assert.Equal(expected, set.Score(prepared, item, aggregation, new float[VectorsPerItem]), 1e-4); // float32 sums of 33 products of magnitude about 1
        }
    }

    [Fact]
    public void Score_MeanOfVectors_EqualsFoldedInnerProduct()
    {
        var means = new float[Items * Dimensions];
        for (var item = 0; item < Items; item++)
        {
            for (var vector = 0; vector < counts[item]; vector++)
            {
                for (var i = 0; i < Dimensions; i++)
                    means[item * Dimensions + i] += vectors[(item * VectorsPerItem + vector) * Dimensions + i] / counts[item];
            }
        }

        var folded = new float[Items];
        VectorSet.FromRows(means, Dimensions).Scores(query, folded);
        for (var item = 0; item < Items; item++)
            Assert.Equal(folded[item], set.Score(prepared, item, PartAggregation.Mean, new float[VectorsPerItem]), 1e-5f);
    }

    [Fact]
    public void Similarities_OfAnItem_OnlyItsOwnVectors()
    {
        for (var item = 0; item < Items; item++)
        {
            var similarities = set.Similarities(prepared, item);
            Assert.Equal(counts[item], similarities.Length);
            for (var vector = 0; vector < similarities.Length; vector++)
                Assert.Equal(Dot(item * VectorsPerItem + vector), similarities[vector], 1e-4);
        }
    }

    [Fact]
    public void Aggregation_Default_IsTheMean()
    {
        Assert.Equal(PartAggregation.Mean, default);
        Assert.Equal("top-4-mean", PartAggregation.TopMean(4).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => PartAggregation.TopMean(0));
    }

    private double Dot(int row) => Enumerable.Range(0, Dimensions).Sum(i => (double)vectors[row * Dimensions + i] * query[i]);
}
