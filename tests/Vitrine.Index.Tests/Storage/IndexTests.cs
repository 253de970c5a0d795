namespace Vitrine.Index.Tests.Storage;

public sealed class IndexTests : IDisposable
{
    private readonly IndexFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Index_TwoCommits_ShowsTheSecondWithTiesById()
    {
        folder.CommitTwice();
        Assert.Equal("2 5 | c:2:1:1+0 d:3:1:1+0 b:1:2:2+0 e:4:4:4+0 f:5:4:4+0 | c:2:3.000 d:3:3.000 b:1:1.000 e:4:-1.000 f:5:-1.000 | b:1.0+0.0+0.0+1.0 c:2.0+0.0 d: e: f: | b:shirt:grün/M > XL/-19.5/2026-11-29/men > shirts c:shirt://4//men d:://// e:://// f:://// | grün:1 M:1,XL:1 -19.5:1,4:1 2026-11-29:1 men:1,men > shirts:1 | model=hichnet 64 é", IndexFolder.Describe(folder.Path));
    }

    [Fact]
    public void Snapshot_WhileAWriterCommits_StaysWhole()
    {
        folder.CommitTwice();
        using var before = IndexSnapshot.Open(folder.Path);
        using var writer = IndexWriter.Open(folder.Path);
        for (var commit = 0; commit < 12; commit++)
        {
            writer.Put($"new-{commit}", 10 + commit, [0], [1, 1, 1], Array.Empty<float>());
            writer.Delete("b");
            writer.Commit();
            Assert.Equal(["c", "d", "b", "e", "f"], before.SearchCodes([0], 10).Select(m => m.Id));
        }

        using var after = IndexSnapshot.Open(folder.Path);
        Assert.Equal(16, after.Count);
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
                    // Commit n adds item n−2 to the first two commits' five.
                    Assert.Equal(5 + snapshot.Generation - 2, snapshot.Count);
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
                writer.Put($"new-{commit}", 10 + commit, [0], [1, 1, 1], Array.Empty<float>());
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
            writer.Put("z", 9, [1], [1, 1, 1], Array.Empty<float>());
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
    public void Snapshot_Disposed_RefusesToRead()
    {
        folder.CommitTwice();
        var snapshot = IndexSnapshot.Open(folder.Path);
        snapshot.Dispose();
        Assert.Throws<ObjectDisposedException>(() => snapshot.SearchCodes([0], 1));
    }
}
