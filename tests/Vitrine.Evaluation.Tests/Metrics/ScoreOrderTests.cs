namespace Vitrine.Evaluation.Tests.Metrics;

public class ScoreOrderTests
{
    [Fact]
    public void Descending_RandomScores_EqualsStableSort()
    {
        var random = new Random(3);
        foreach (var n in new[] { 0, 1, 2, 100, 5000 })
        {
            float[] scores = [.. Enumerable.Range(0, n).Select(i => i % 4 == 0 ? random.Next(-2, 3) : (float)(random.NextDouble() * 2e6 - 1e6) / (1 + random.Next(100_000)))];
            if (n > 2)
                (scores[0], scores[1], scores[2]) = (float.NegativeInfinity, -0f, float.MaxValue);
            Assert.Equal(Enumerable.Range(0, n).OrderByDescending(i => scores[i] + 0f), ScoreOrder.Descending(scores));
        }
    }

    [Fact]
    public void Ascending_RandomDistances_EqualsStableSort()
    {
        var random = new Random(4);
        ushort[] distances = [.. Enumerable.Range(0, 5000).Select(i => (ushort)(i % 2 == 0 ? random.Next(65) : random.Next(65_536)))];
        Assert.Equal(Enumerable.Range(0, 5000).OrderBy(i => distances[i]), new RowSorter(distances.Length).Ascending(distances).ToArray());
    }

    [Fact]
    public void Descending_NotANumber_Throws() =>
        Assert.Contains("Score 1 is not a number", Assert.Throws<ArgumentException>(() => ScoreOrder.Descending([0, float.NaN])).Message);
}
