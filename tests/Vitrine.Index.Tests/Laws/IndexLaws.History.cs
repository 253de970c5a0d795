namespace Vitrine.Index.Tests.Laws;

/// <content>After any history of changes an index answers as a loop over the items would.</content>
public abstract partial class IndexLaws
{
    private static readonly IndexSchema Parted = new([9, 20], 6, VectorFormat.Float32) { Parts = [new("near", 2, 3, VectorFormat.Float32), new("far", 5, 1)] };

    [Fact]
    public void Index_RandomChanges_EqualsAModelInMemory()
    {
        var (indexes, random) = (Indexes, new Random(1));
        var model = new Dictionary<string, PartedItem>();
        var committed = model;
        var writer = indexes.Create("history", Parted);
        writer.Commit(); // an empty index is an index
        for (var commit = 0; commit < 10 + Trials / 10; commit++)
        {
            for (var change = random.Next(30); change >= 0; change--)
            {
                var number = random.Next(120);
                var id = $"item-{number}";
                if (random.Next(3) == 0)
                {
                    Assert.Equal(model.Remove(id), writer.Delete(id));
                }
                else
                {
                    var item = model[id] = NextItem(random, number);
                    writer.Put(new IndexItem(id) { Row = item.Row, Code = item.Code, Vector = item.Vector, Parts = [item.Near, item.Far] });
                }
            }

            Assert.Equal(model.Count, writer.Count);
            if (random.Next(5) == 0)
            {
                writer.Dispose(); // forget what was not committed
                model = new(committed);
                writer = indexes.Change("history", Parted);
                continue;
            }

            writer.Commit();
            committed = new(model);
            if (!IsShared)
                writer.Dispose();
            Compare(indexes, model, random);
            if (!IsShared)
                writer = indexes.Change("history");
        }

        writer.Dispose();
    }

    [Theory]
    [InlineData(false)] // many ties, whose order is that of ids
    [InlineData(true)] // weights of many sizes
    public void SearchWeightedCodes_DeletionsAndFilter_EqualsPlainLoop(bool isReal)
    {
        const int Bits = 70, Count = 900;
        var (indexes, random, model) = (Indexes, new Random(5), new Dictionary<string, (int Row, ulong[] Code)>());
        using (var writer = indexes.Create("weighted", new IndexSchema([Bits])))
        {
            for (var row = 0; row < Count; row++)
            {
                var id = $"{row * 7919 % 1000:D4}-{row}";
                model[id] = (row, Seeded.Codes(random, 1, Bits));
                writer.Put(new IndexItem(id) { Row = row, Code = model[id].Code });
                if (row % 10 == 9)
                    Assert.Equal(model.Remove(id), writer.Delete(id));
            }

            writer.Commit();
        }

        using var snapshot = indexes.Open("weighted");
        foreach (var filter in new[] { null, RowSet.Where(Count, row => row % 7 < 2) })
        {
            for (var q = 0; q < 6; q++)
            {
                var query = Seeded.Codes(random, 1, Bits);
                float[] weights = [.. Enumerable.Range(0, Bits).Select(_ => isReal ? (float)Math.Exp(random.NextDouble() * 12 - 6) : random.Next(5) / 4f)];
                var naive = model.Where(item => filter is null || filter.Contains(item.Value.Row))
                    .Select(item => (item.Key, item.Value.Row, Distance: Enumerable.Range(0, Bits).Sum(bit => (double)weights[bit] * Seeded.Distance(query, item.Value.Code, bit, 1))))
                    .OrderBy(match => match.Distance).ThenBy(match => match.Key, StringComparer.Ordinal).Take(20).ToArray();
                var found = snapshot.SearchWeightedCodes(query, weights, 20, filter);
                Assert.Equal(naive.Select(match => (match.Key, match.Row)), found.Select(match => (match.Id, match.Row)));
                Assert.All(naive.Zip(found), pair => Assert.Equal(pair.First.Distance, pair.Second.Distance, pair.First.Distance * 1e-6));
            }
        }

        Assert.Contains("one for each bit", Assert.Throws<ArgumentException>(() => snapshot.SearchWeightedCodes(new ulong[2], new float[69], 1)).Message);
    }

    // Few distinct vectors and codes, so that ties happen all the time.
    private static PartedItem NextItem(Random random, int number) => new(
        (number * 7) % 200,
        [(ulong)random.Next(4) * 77],
        [random.Next(2), random.Next(2), 1, 0, 0, 0],
        [.. Enumerable.Range(0, 2 * random.Next(4)).Select(_ => (float)random.Next(4))],
        [1, random.Next(5), 0, 0, 2]);

    private static void Compare(IIndexes indexes, Dictionary<string, PartedItem> model, Random random)
    {
        using var snapshot = indexes.Open("history");
        Assert.Equal(model.Count, snapshot.Count);
        var filter = random.Next(2) == 0 ? RowSet.Where(200, row => row % 3 != 0) : null;
        KeyValuePair<string, PartedItem>[] passing = [.. model.Where(m => filter?.Contains(m.Value.Row) ?? true)];
        var k = random.Next(20);
        ulong[] code = [(ulong)random.Next(1 << 20)];
        Assert.Equal(
            passing.Select(m => (m.Key, m.Value.Row, Seeded.Distance(m.Value.Code, code, 0, 29), $"{Seeded.Distance(m.Value.Code, code, 0, 9)}+{Seeded.Distance(m.Value.Code, code, 9, 20)}"))
                .OrderBy(m => m.Item3).ThenBy(m => m.Key, StringComparer.Ordinal).Take(k),
            snapshot.SearchCodes(code, k, filter).Select(m => (m.Id, m.Row, m.Distance, string.Join('+', m.LayerDistances))));
        float[] vector = [1, -2, random.Next(3), 0, 0, 0];
        Assert.Equal(
            passing.Select(m => (m.Key, m.Value.Row, Score: Dot(m.Value.Vector, vector))).OrderByDescending(m => m.Score).ThenBy(m => m.Key, StringComparer.Ordinal).Take(k),
            snapshot.SearchVectors(vector, k, filter).Select(m => (m.Id, m.Row, m.Score)));
        CompareByRow(snapshot, model, code, vector);
    }

    private static void CompareByRow(IIndexSnapshot snapshot, Dictionary<string, PartedItem> model, ulong[] code, float[] vector)
    {
        var (distances, scores) = (new ushort[200], new float[200]);
        snapshot.Distances(code, distances);
        snapshot.Scores(vector, scores);
        var byRow = model.Values.ToDictionary(item => item.Row);
        Assert.Equal(Enumerable.Range(0, 200).Select(row => byRow.TryGetValue(row, out var item) ? (ushort)Seeded.Distance(item.Code, code, 0, 29) : ushort.MaxValue), distances);
        Assert.Equal(Enumerable.Range(0, 200).Select(row => byRow.TryGetValue(row, out var item) ? Dot(item.Vector, vector) : float.NegativeInfinity), scores);

        string[] ids = [.. model.Keys.Order(StringComparer.Ordinal).Take(9)];
        var (near, counts) = (new float[ids.Length * 6], new int[ids.Length]);
        snapshot.CopyParts("near", ids, near, counts);
        for (var i = 0; i < ids.Length; i++)
            Assert.Equal(model[ids[i]].Near, near[(6 * i)..(6 * i + 2 * counts[i])]);
        Assert.Contains("no item 'nobody'", Assert.Throws<ArgumentException>(() => snapshot.CopyParts("near", ["nobody"], new float[6], new int[1])).Message);
        Assert.Contains("no part 'left'", Assert.Throws<ArgumentException>(() => snapshot.CopyParts("left", ids, near, counts)).Message);
        int[] rows = [.. model.Values.Select(item => item.Row).Take(5), 199];
        var vectors = new float[6 * rows.Length];
        snapshot.CopyVectors(rows, vectors);
        Assert.Equal(rows.SelectMany(row => byRow.TryGetValue(row, out var item) ? item.Vector : new float[6]), vectors);
    }

    // Small whole numbers: exact in any order and in half precision.
    private static float Dot(float[] a, float[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private sealed record PartedItem(int Row, ulong[] Code, float[] Vector, float[] Near, float[] Far);
}
