namespace Vitrine.Index.Tests.Storage;

public sealed class IndexTests : IDisposable
{
    private readonly IndexFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Index_TwoCommits_ShowsTheSecondWithTiesById()
    {
        folder.CommitTwice();
        Assert.Equal("2 3 | c:2:1:1+0 d:3:1:1+0 b:1:2:2+0 | c:2:3.000 d:3:3.000 b:1:1.000 | model=hichnet 64 é", IndexFolder.Describe(folder.Path));
    }

    [Fact]
    public void Index_RandomChanges_EqualsAModelInMemory()
    {
        var random = new Random(1);
        var schema = new IndexSchema([9, 20], 6, VectorFormat.Float32);
        var model = new Dictionary<string, (int Row, ulong[] Code, float[] Vector)>();
        var committed = model;
        var writer = IndexWriter.Create(folder.Path, schema);
        writer.Commit(); // an empty index is an index
        Compare(random, model);
        for (var commit = 0; commit < 30; commit++)
        {
            for (var change = random.Next(30); change >= 0; change--)
            {
                var id = $"item-{random.Next(120)}";
                if (random.Next(3) == 0)
                {
                    Assert.Equal(model.Remove(id), writer.Delete(id));
                }
                else
                {
                    // Few distinct vectors and codes, so that ties across segments happen all the time.
                    model[id] = (random.Next(200), [(ulong)random.Next(4) * 77], [random.Next(2), random.Next(2), 1, 0, 0, 0]);
                    writer.Put(id, model[id].Row, model[id].Code, model[id].Vector);
                }

                Assert.Equal(model.Count, writer.Count);
            }

            if (random.Next(5) == 0)
            {
                writer.Dispose(); // forget what was not committed
                model = new(committed);
                writer = IndexWriter.Open(folder.Path);
                continue;
            }

            writer.Commit();
            committed = new(model);
            Compare(random, model);
        }

        writer.Dispose();
        Assert.InRange(Directory.GetFiles(folder.Path, "segment-*.bin").Length, 1, 2 * 9); // merged, and old files removed
    }

    private void Compare(Random random, Dictionary<string, (int Row, ulong[] Code, float[] Vector)> model)
    {
        using var snapshot = IndexSnapshot.Open(folder.Path);
        Assert.Equal(model.Count, snapshot.Count);
        Assert.Equal(model.Select(m => (m.Key, m.Value.Row)).Order(), snapshot.Items().Order());
        var filter = random.Next(2) == 0 ? RowSet.Where(200, row => row % 3 != 0) : null;
        var passing = model.Where(m => filter?.Contains(m.Value.Row) ?? true).ToArray();
        var k = random.Next(20);
        ulong[] code = [(ulong)random.Next(1 << 20)];
        Assert.Equal(
            passing.Select(m => (m.Key, m.Value.Row, Distance: Seeded.Distance(m.Value.Code, code, 0, 29)))
                .OrderBy(m => m.Distance).ThenBy(m => m.Key, StringComparer.Ordinal).Take(k),
            snapshot.SearchCodes(code, k, filter).Select(m => (m.Id, m.Row, m.Distance)));
        float[] vector = [1, -2, random.Next(3), 0, 0, 0];
        Assert.Equal(
            passing.Select(m => (m.Key, m.Value.Row, Score: m.Value.Vector.Zip(vector, (a, b) => a * b).Sum()))
                .OrderByDescending(m => m.Score).ThenBy(m => m.Key, StringComparer.Ordinal).Take(k),
            snapshot.SearchVectors(vector, k, filter).Select(m => (m.Id, m.Row, m.Score)));
        var id = $"item-{random.Next(120)}";
        Assert.Equal(model.TryGetValue(id, out var item) ? item.Code : null, snapshot.FindCode(id));
    }

    [Fact]
    public void Snapshot_WhileAWriterCommits_StaysWhole()
    {
        folder.CommitTwice();
        using var before = IndexSnapshot.Open(folder.Path);
        using var writer = IndexWriter.Open(folder.Path);
        for (var commit = 0; commit < 12; commit++)
        {
            writer.Put($"new-{commit}", 10 + commit, [0], [1, 1, 1]);
            writer.Delete("b");
            writer.Commit();
            Assert.Equal(["c", "d", "b"], before.SearchCodes([0], 10).Select(m => m.Id));
        }

        using var after = IndexSnapshot.Open(folder.Path);
        Assert.Equal(14, after.Count);
        Assert.Equal(14, after.Generation);
    }

    [Fact]
    public void Snapshot_ReadersOpenWhileAWriterCommits_AlwaysSeeACommit()
    {
        folder.CommitTwice();
        var stop = false;
        var problems = new List<Exception>();
        var reader = new Thread(() =>
        {
            try
            {
                while (!Volatile.Read(ref stop))
                {
                    using var snapshot = IndexSnapshot.Open(folder.Path);
                    // Commit n adds item n−2 to the first two commits' three.
                    Assert.Equal(3 + snapshot.Generation - 2, snapshot.Count);
                }
            }
            catch (Exception problem)
            {
                problems.Add(problem);
            }
        });
        reader.Start();
        using (var writer = IndexWriter.Open(folder.Path))
        {
            for (var commit = 0; commit < 25; commit++)
            {
                writer.Put($"new-{commit}", 10 + commit, [0], [1, 1, 1]);
                writer.Commit();
            }
        }

        Volatile.Write(ref stop, true);
        reader.Join();
        Assert.Empty(problems);
    }

    [Fact]
    public void Writer_NotCommitted_LeavesNoTrace()
    {
        folder.CommitTwice();
        var before = IndexFolder.Describe(folder.Path);
        using (var writer = IndexWriter.Open(folder.Path))
        {
            writer.Put("z", 9, [1], [1, 1, 1]);
            writer.Delete("b");
        }

        Assert.Equal(before, IndexFolder.Describe(folder.Path));
        using (var writer = IndexWriter.Create(folder.Path, new IndexSchema([64])))
            Assert.Throws<OperationCanceledException>(() => writer.Commit(new CancellationToken(true)));
        Assert.Equal(before, IndexFolder.Describe(folder.Path));
    }

    [Fact]
    public void Create_OverAnIndex_ReplacesItAtCommit()
    {
        folder.CommitTwice();
        using (var writer = IndexWriter.Create(folder.Path, new IndexSchema([64])))
        {
            writer.Put("only", 5, [ulong.MaxValue], []);
            writer.Commit();
        }

        using var snapshot = IndexSnapshot.Open(folder.Path);
        Assert.Equal((3, 1), (snapshot.Generation, snapshot.Count));
        Assert.Empty(snapshot.Properties);
        Assert.Equal(64, Assert.Single(snapshot.SearchCodes([0], 3)).Distance);
        Assert.Contains("holds no vectors", Assert.Throws<InvalidOperationException>(() => snapshot.SearchVectors([1], 1)).Message);
    }

    [Fact]
    public void Writer_SecondOne_IsRefused()
    {
        using var first = IndexWriter.Create(folder.Path, IndexFolder.Schema);
        Assert.Contains("Another process is writing", Assert.Throws<IOException>(() => IndexWriter.Create(folder.Path, IndexFolder.Schema)).Message);
    }

    [Fact]
    public void Put_WhatDoesNotFit_SaysWhy()
    {
        using var writer = IndexWriter.Create(folder.Path, IndexFolder.Schema);
        Assert.Contains("12 bits need 1", Assert.Throws<ArgumentException>(() => writer.Put("a", 0, [], [1, 2, 3])).Message);
        Assert.Contains("beyond its 12 bits", Assert.Throws<ArgumentException>(() => writer.Put("a", 0, [1 << 12], [1, 2, 3])).Message);
        Assert.Contains("vector of 2 dimensions; this index holds 3", Assert.Throws<ArgumentException>(() => writer.Put("a", 0, [1], [1, 2])).Message);
        Assert.Contains("of item 'a' is NaN", Assert.Throws<ArgumentException>(() => writer.Put("a", 0, [1], [1, float.NaN, 2])).Message);
        Assert.Contains("surrogate", Assert.Throws<ArgumentException>(() => writer.Put("a\ud800", 0, [1], [1, 2, 3])).Message);
        Assert.Equal(0, writer.Count);
        Assert.Contains("needs codes, vectors, or both", Assert.Throws<ArgumentException>(() => IndexWriter.Create(folder.Path, new IndexSchema([]))).Message);
    }

    [Fact]
    public void Snapshot_Disposed_RefusesToRead()
    {
        folder.CommitTwice();
        var snapshot = IndexSnapshot.Open(folder.Path);
        snapshot.Dispose();
        Assert.Throws<ObjectDisposedException>(() => snapshot.SearchCodes([0], 1));
    }

    [Fact]
    public void Open_NoIndex_SaysSo()
    {
        Assert.Contains("no index is here", Assert.Throws<IndexFormatException>(() => IndexSnapshot.Open(folder.Path)).Message);
        Assert.Contains("no index is here", Assert.Throws<IndexFormatException>(() => IndexWriter.Open(folder.File("nowhere"))).Message);
    }
}
