namespace Vitrine.Index.Tests.Storage;

/// <summary>The law of an index: after any history of changes it answers as a loop over the items would.</summary>
public sealed class IndexHistoryTests : IDisposable
{
    private static readonly IndexSchema Schema = new([9, 20], 6, VectorFormat.Float32) { Parts = [new("near", 2, 3, VectorFormat.Float32), new("far", 5, 1)] };

    private readonly IndexFolder folder = new();
    private readonly Random random = new(1);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1_000_000)] // one segment per commit
    [InlineData(2_000)] // many
    public void Index_RandomChanges_EqualsAModelInMemory(long pendingBytes)
    {
        var model = new Dictionary<string, Item>();
        var committed = model;
        var writer = IndexWriter.Create(folder.Path, Schema);
        writer.Commit(); // an empty index is an index
        Compare(model);
        for (var commit = 0; commit < 40; commit++)
        {
            (writer.PendingBytesLimit, writer.Grace) = (pendingBytes, TimeSpan.Zero);
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
                    var item = NextItem(number);
                    model[id] = item;
                    writer.Put(id, item.Row, item.Code, item.Vector, item.Near, item.Far);
                }

                Assert.Equal(model.Count, writer.Count);
            }

            if (random.Next(5) == 0)
            {
                writer.Dispose(); // forget what was not committed
                model = new(committed);
                writer = IndexWriter.Open(folder.Path, Schema);
                continue;
            }

            writer.Commit();
            committed = new(model);
            Compare(model);
        }

        writer.Dispose();
        Assert.InRange(Directory.GetFiles(folder.Path, "segment-*.bin").Length, 1, 2 * 24); // merged, and old files removed
    }

    // Few distinct vectors and codes, so that ties across segments happen all the time.
    private Item NextItem(int number) => new(
        (number * 7) % 200,
        [(ulong)random.Next(4) * 77],
        [random.Next(2), random.Next(2), 1, 0, 0, 0],
        [.. Enumerable.Range(0, 2 * random.Next(4)).Select(_ => (float)random.Next(4))],
        [1, random.Next(5), 0, 0, 2]);

    private void Compare(Dictionary<string, Item> model)
    {
        using var snapshot = IndexSnapshot.Open(folder.Path);
        Assert.Equal(model.Count, snapshot.Count);
        Assert.Equal(model.Select(m => (m.Key, m.Value.Row)).Order(), snapshot.Items().Order());
        var filter = random.Next(2) == 0 ? RowSet.Where(200, row => row % 3 != 0) : null;
        KeyValuePair<string, Item>[] passing = [.. model.Where(m => filter?.Contains(m.Value.Row) ?? true)];
        var k = random.Next(20);
        ulong[] codes = [(ulong)random.Next(1 << 20), 5, 0];
        var coded = snapshot.SearchCodes(codes, k, filter, threads: 2);
        float[] vectors = [1, -2, random.Next(3), 0, 0, 0, 0, 1, 0, 0, 0, 0];
        var scored = snapshot.SearchVectors(vectors, k, filter, threads: 2);
        for (var q = 0; q < coded.Length; q++)
            CompareCodes(snapshot, model, passing, codes.AsSpan(q, 1), k, filter, coded[q]);
        for (var q = 0; q < scored.Length; q++)
            CompareVectors(snapshot, model, passing, vectors.AsSpan(6 * q, 6), k, filter, scored[q]);
        CompareParts(snapshot, model);
    }

    private static void CompareCodes(
        IndexSnapshot snapshot, Dictionary<string, Item> model, KeyValuePair<string, Item>[] passing, Span<ulong> query, int k, RowSet? filter, CodeMatch[] batch)
    {
        var code = query.ToArray();
        Assert.Equal(
            passing.Select(m => (m.Key, m.Value.Row, Distance: Seeded.Distance(m.Value.Code, code, 0, 29)))
                .OrderBy(m => m.Distance).ThenBy(m => m.Key, StringComparer.Ordinal).Take(k),
            batch.Select(m => (m.Id, m.Row, m.Distance)));
        Assert.Equal(batch.Select(m => (m.Id, string.Join('+', m.LayerDistances))), snapshot.SearchCodes(query, k, filter).Select(m => (m.Id, string.Join('+', m.LayerDistances))));
        var byRow = new ushort[200];
        Array.Fill(byRow, (ushort)1);
        snapshot.Distances(query, byRow);
        var distances = model.Values.ToDictionary(item => item.Row, item => (ushort)Seeded.Distance(item.Code, code, 0, 29));
        Assert.Equal(Enumerable.Range(0, 200).Select(row => distances.GetValueOrDefault(row, ushort.MaxValue)), byRow);
    }

    private static void CompareVectors(
        IndexSnapshot snapshot, Dictionary<string, Item> model, KeyValuePair<string, Item>[] passing, Span<float> query, int k, RowSet? filter, VectorMatch[] batch)
    {
        var vector = query.ToArray();
        Assert.Equal(
            passing.Select(m => (m.Key, m.Value.Row, Score: Dot(m.Value.Vector, vector)))
                .OrderByDescending(m => m.Score).ThenBy(m => m.Key, StringComparer.Ordinal).Take(k),
            batch.Select(m => (m.Id, m.Row, m.Score)));
        Assert.Equal(batch, snapshot.SearchVectors(query, k, filter));
        var byRow = new float[200];
        Array.Fill(byRow, 1f);
        snapshot.Scores(query, byRow);
        var scores = model.Values.ToDictionary(item => item.Row, item => Dot(item.Vector, vector));
        Assert.Equal(Enumerable.Range(0, 200).Select(row => scores.GetValueOrDefault(row, float.NegativeInfinity)), byRow);
        int[] some = [.. Enumerable.Range(0, 200).Where(row => row % 7 == 3).Reverse()];
        var ofSome = new float[some.Length];
        snapshot.Scores(query, some, ofSome);
        Assert.Equal(some.Select(row => byRow[row]), ofSome);
    }

    private static void CompareParts(IndexSnapshot snapshot, Dictionary<string, Item> model)
    {
        foreach (var (id, item) in model)
        {
            var (near, far) = (new float[3 * 2], new float[5]);
            Assert.Equal(item.Near, near[..(2 * snapshot.CopyPart("near", id, near))]);
            Assert.Equal(item.Far, far[..(5 * snapshot.CopyPart("far", id, far))]);
        }

        Assert.Contains("no item 'nobody'", Assert.Throws<ArgumentException>(() => snapshot.CopyPart("near", "nobody", new float[6])).Message);
        Assert.All(model, pair => Assert.Equal(pair.Value.Row, model[snapshot.IdOf(pair.Value.Row)!].Row));
        Assert.Null(snapshot.IdOf(201));
    }

    // Small whole numbers: exact in any order and in half precision.
    private static float Dot(float[] a, float[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private sealed record Item(int Row, ulong[] Code, float[] Vector, float[] Near, float[] Far);
}
