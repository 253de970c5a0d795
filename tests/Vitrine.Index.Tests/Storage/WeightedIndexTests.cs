namespace Vitrine.Index.Tests.Storage;

public sealed class WeightedIndexTests : IDisposable
{
    private const int Bits = 70;
    private const int Items = 900;

    private readonly IndexFolder folder = new();
    private readonly Random random = new(5);
    private readonly Dictionary<string, (int Row, ulong[] Code)> items = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void SearchWeightedCodes_SegmentsDeletionsAndFilter_EqualsPlainLoop()
    {
        // Three segments, of which two lost items.
        for (var commit = 0; commit < 3; commit++)
            Commit(commit);
        using var snapshot = IndexSnapshot.Open(folder.Path);
        var queries = Seeded.Codes(random, 9, Bits);
        float[] weights = [.. Enumerable.Range(0, 9 * Bits).Select(_ => random.Next(5) / 4f)]; // many ties, whose order is that of ids
        foreach (var filter in new[] { null, RowSet.Where(Items, row => row % 7 < 2) })
        {
            var batch = snapshot.SearchWeightedCodes(queries, weights, 20, filter, threads: 2);
            for (var q = 0; q < 9; q++)
            {
                var (query, of) = (queries[(2 * q)..(2 * q + 2)], weights[(q * Bits)..((q + 1) * Bits)]);
                Assert.Equal(Naive(query, of, 20, filter), batch[q]);
                Assert.Equal(batch[q], snapshot.SearchWeightedCodes(query, of, 20, filter));
            }
        }
    }

    [Fact]
    public void WeightedDistances_OfAllRows_AreThoseOfTheSearch()
    {
        Commit(0);
        Commit(1);
        Commit(2);
        using var snapshot = IndexSnapshot.Open(folder.Path);
        var (query, weights) = (Seeded.Codes(random, 1, Bits), new float[Bits]);
        for (var bit = 0; bit < Bits; bit++)
            weights[bit] = (float)random.NextDouble();
        var byRow = new float[1 + items.Values.Max(item => item.Row) + 1];
        snapshot.WeightedDistances(query, weights, byRow);
        foreach (var row in items.Values.GroupBy(item => item.Row))
        {
            var nearest = row.Min(item => Enumerable.Range(0, Bits).Sum(bit => (double)weights[bit] * Seeded.Distance(query, item.Code, bit, 1)));
            Assert.Equal(nearest, byRow[row.Key], 1e-5);
        }

        Assert.Equal(float.PositiveInfinity, byRow[^1]); // no item has this row
        Assert.Throws<ArgumentException>(() => snapshot.WeightedDistances(query, weights, new float[1]));
    }

    [Fact]
    public void SearchWeightedCodes_WeightsForOtherCodes_SaysWhatAQueryNeeds()
    {
        Commit(0);
        using var snapshot = IndexSnapshot.Open(folder.Path);
        Assert.Contains("each query needs 2 words and 70 weights", Assert.Throws<ArgumentException>(() => snapshot.SearchWeightedCodes(new ulong[4], new float[139], 1, null, 1)).Message);
    }

    private void Commit(int commit)
    {
        using var writer = commit == 0 ? IndexWriter.Create(folder.Path, new IndexSchema([Bits])) : IndexWriter.Open(folder.Path);
        for (var i = 0; i < Items / 3; i++)
        {
            // Every tenth replaces an item of an earlier commit.
            var row = i % 10 == 0 ? i : commit * Items / 3 + i;
            var item = (row, Seeded.Codes(random, 1, Bits));
            items[$"{row * 7919 % 1000:D4}-{row}"] = item;
            writer.Put($"{row * 7919 % 1000:D4}-{row}", item.row, item.Item2, []);
        }

        writer.Commit();
    }

    private IEnumerable<WeightedCodeMatch> Naive(ulong[] query, float[] weights, int k, RowSet? filter) => items
        .Where(item => filter is null || filter.Contains(item.Value.Row))
        .Select(item => new WeightedCodeMatch(item.Key, item.Value.Row, Enumerable.Range(0, Bits).Sum(bit => (double)weights[bit] * Seeded.Distance(query, item.Value.Code, bit, 1))))
        .OrderBy(match => match.Distance).ThenBy(match => match.Id, StringComparer.Ordinal).Take(k);
}
