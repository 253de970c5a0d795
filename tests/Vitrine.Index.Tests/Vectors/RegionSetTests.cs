namespace Vitrine.Index.Tests.Vectors;

public class RegionSetTests
{
    private const int Items = 40, Regions = 6, Dimensions = 33;

    private readonly float[] query;
    private readonly RegionSet set;
    private readonly float[] vectors;
    private readonly int[] counts;

    public RegionSetTests()
    {
        var random = new Random(1);
        vectors = Seeded.Vectors(random, Items * Regions, Dimensions);
        query = Seeded.Vectors(random, 1, Dimensions);
        counts = [.. Enumerable.Range(0, Items).Select(_ => 1 + random.Next(Regions))];
        set = new RegionSet(VectorSet.FromRows(vectors, Dimensions), Regions, counts);
    }

    [Theory]
    [InlineData(RegionKind.Mean, 1)]
    [InlineData(RegionKind.Sum, 1)]
    [InlineData(RegionKind.Max, 1)]
    [InlineData(RegionKind.TopMean, 1)]
    [InlineData(RegionKind.TopMean, 3)]
    [InlineData(RegionKind.TopMean, 100)]
    public void AddScores_EachAggregation_EqualsNaiveLoop(RegionKind kind, int top)
    {
        int[] items = [.. Enumerable.Range(0, Items).Reverse()];
        var scores = new float[Items];
        Array.Fill(scores, 10);
        set.AddScores(query, items, new RegionAggregation(kind, top), 0.5f, scores);
        for (var i = 0; i < Items; i++)
        {
            var similarities = Enumerable.Range(0, counts[items[i]])
                .Select(region => Dot(items[i] * Regions + region)).OrderDescending().ToArray();
            var expected = kind switch
            {
                RegionKind.Mean => similarities.Average(),
                RegionKind.Sum => similarities.Sum(),
                RegionKind.Max => similarities[0],
                _ => similarities.Take(top).Average(),
            };
            Assert.Equal(10 + 0.5 * expected, scores[i], 1e-4); // float32 sums of 33 products of magnitude about 1
        }
    }

    [Fact]
    public void AddScores_MeanOfRegions_EqualsFoldedInnerProduct()
    {
        var means = new float[Items * Dimensions];
        for (var item = 0; item < Items; item++)
        {
            for (var region = 0; region < counts[item]; region++)
            {
                for (var i = 0; i < Dimensions; i++)
                    means[item * Dimensions + i] += vectors[(item * Regions + region) * Dimensions + i] / counts[item];
            }
        }

        var folded = new float[Items];
        VectorSet.FromRows(means, Dimensions).Scores(query, folded);
        var unfolded = new float[Items];
        set.AddScores(query, [.. Enumerable.Range(0, Items)], new RegionAggregation(RegionKind.Mean), 1, unfolded);
        for (var item = 0; item < Items; item++)
            Assert.Equal(folded[item], unfolded[item], 1e-5f);
    }

    [Fact]
    public void Similarities_OfAnItem_OnlyItsOwnRegions()
    {
        for (var item = 0; item < Items; item++)
        {
            var similarities = set.Similarities(query, item);
            Assert.Equal(counts[item], similarities.Length);
            for (var region = 0; region < similarities.Length; region++)
                Assert.Equal(Dot(item * Regions + region), similarities[region], 1e-4);
        }
    }

    [Fact]
    public void RegionSet_CountOutOfRange_Throws() =>
        Assert.Contains("Item 1 has 3 regions", Assert.Throws<ArgumentException>(() => new RegionSet(VectorSet.FromRows(new float[8], 2), 2, [1, 3])).Message);

    private double Dot(int row) => Enumerable.Range(0, Dimensions).Sum(i => (double)vectors[row * Dimensions + i] * query[i]);
}
