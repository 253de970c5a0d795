namespace Vitrine.Index.Tests.Laws;

/// <content>Writers and snapshots.</content>
public abstract partial class IndexLaws
{
    private const string OneWriterMoreThan = "This server takes one connection at a time.";

    [Fact]
    public void Snapshot_WhileAWriterCommits_StaysWhole()
    {
        Assert.SkipUnless(IsShared, OneWriterMoreThan);
        var indexes = Indexes;
        Make(indexes, "whole", 5);
        using var before = indexes.Open("whole");
        using var writer = indexes.Change("whole");
        for (var commit = 0; commit < 6; commit++)
        {
            writer.Put(new IndexItem($"new-{commit}") { Row = 10 + commit, Code = new ulong[] { 0 }, Vector = new float[] { 1, 1, 1 } });
            writer.Delete("item-1");
            writer.Commit();
            Assert.Equal(["item-0", "item-1", "item-2", "item-3", "item-4"], before.SearchCodes([0], 10).Select(match => match.Id).Order(StringComparer.Ordinal));
            Assert.Equal(5, before.Search(new IndexQuery { Filter = Filter.Exists("number") }, Stop).Total);
        }

        using var after = indexes.Open("whole");
        Assert.Equal((10, 7), (after.Count, after.Generation));
    }

    [Fact]
    public void Snapshot_ManyThreads_AllSeeOneState()
    {
        Assert.SkipUnless(IsShared, OneWriterMoreThan);
        var indexes = Indexes;
        Make(indexes, "threads", 40);
        using var snapshot = indexes.Open("threads");
        using (var writer = indexes.Change("threads"))
        {
            for (var number = 0; number < 40; number += 2)
                writer.Delete($"item-{number}");
            writer.Commit();
        }

        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4 }, number =>
            Assert.Equal(number, Assert.Single(snapshot.Search(new IndexQuery { Filter = Filter.Equal("number", number) }, Stop).Hits).Row));
    }

    [Fact]
    public void Writer_NotCommitted_LeavesNoTrace()
    {
        var indexes = Indexes;
        Make(indexes, "traceless", 3);
        using (var writer = indexes.Change("traceless"))
        {
            writer.Put(new IndexItem("z") { Row = 9, Code = new ulong[] { 1 }, Vector = new float[] { 1, 1, 1 } });
            writer.Delete("item-0");
            Assert.Equal(3, writer.Count);
        }

        using (var writer = indexes.Create("traceless", new IndexSchema([64])))
            Assert.ThrowsAny<OperationCanceledException>(() => writer.Commit(new CancellationToken(true)));
        using var snapshot = indexes.Open("traceless");
        Assert.Equal((3, 1), (snapshot.Count, snapshot.Generation));
        Assert.Equal(["item-0", "item-1", "item-2"], snapshot.Items().Select(item => item.Id));
    }

    [Fact]
    public void Writer_AnotherAtWork_IsRefused()
    {
        Assert.SkipUnless(IsShared, OneWriterMoreThan);
        var indexes = Indexes;
        Make(indexes, "locked", 1);
        using var first = indexes.Change("locked");
        Assert.Contains("Another process is writing", Assert.Throws<IOException>(() => indexes.Change("locked")).Message);
        Assert.Contains("Another process is writing", Assert.Throws<IOException>(() => indexes.Create("locked", new IndexSchema([64]))).Message);
    }

    [Fact]
    public void Create_OverAnIndex_ReplacesItAtCommit()
    {
        var indexes = Indexes;
        Make(indexes, "replaced", 4);
        using (var writer = indexes.Create("replaced", new IndexSchema([64])))
        {
            writer.Properties["made by"] = "'; DROP SCHEMA public; --";
            writer.Put(new IndexItem("only") { Row = 5, Code = new ulong[] { ulong.MaxValue } });
            writer.Commit();
        }

        using var snapshot = indexes.Open("replaced");
        Assert.Equal((2, 1), (snapshot.Generation, snapshot.Count));
        Assert.Equal(["made by='; DROP SCHEMA public; --"], snapshot.Properties.Select(one => $"{one.Key}={one.Value}"));
        Assert.Equal(64, Assert.Single(snapshot.SearchCodes([0], 3)).Distance);
        Assert.Contains("holds no vectors", Assert.Throws<InvalidOperationException>(() => snapshot.SearchVectors([1], 1)).Message);
    }

    [Fact]
    public void Open_WhatIsNotThere_SaysSo()
    {
        var indexes = Indexes;
        Make(indexes, "there", 2);
        Assert.True(indexes.Exists("there"));
        Assert.False(indexes.Exists("nowhere"));
        Assert.Contains("there", indexes.Names);
        Assert.Contains("no index is here", Assert.Throws<IndexFormatException>(() => indexes.Open("nowhere")).Message);
        Assert.Contains("no index is here", Assert.Throws<IndexFormatException>(() => indexes.Change("nowhere")).Message);
        var problem = Assert.Throws<IndexFormatException>(() => indexes.Change("there", new IndexSchema([64])));
        Assert.Contains("holds codes of 12 bits, vectors of 3 dimensions as Float32", problem.Message);
        Assert.Contains("have codes of 64 bits, no vectors, no parts", problem.Message);
    }

    [Fact]
    public void PutAndSearch_WhatDoesNotFit_SayWhyInTheSameWords()
    {
        var indexes = Indexes;
        using (var writer = indexes.Create("refused", Simple))
        {
            Assert.Contains("12 bits need 1", Refused(new IndexItem("a") { Vector = new float[3] }));
            Assert.Contains("beyond its 12 bits", Refused(new IndexItem("a") { Code = new ulong[] { 1 << 12 }, Vector = new float[3] }));
            Assert.Contains("vector of 2 dimensions; this index holds 3", Refused(new IndexItem("a") { Code = new ulong[1], Vector = new float[2] }));
            Assert.Contains("of item 'a' is NaN", Refused(new IndexItem("a") { Code = new ulong[1], Vector = new float[] { 1, float.NaN, 2 } }));
            Assert.Contains("surrogate", Refused(new IndexItem("a\ud800") { Code = new ulong[1], Vector = new float[3] }));
            Assert.Contains("has a field 'color'", Refused(new IndexItem("a") { Code = new ulong[1], Vector = new float[3], Fields = { ["color"] = "red" } }));
            Assert.Contains("which holds a number", Refused(new IndexItem("a") { Code = new ulong[1], Vector = new float[3], Fields = { ["number"] = "red" } }));
            Assert.Contains("this index holds none", Refused(new IndexItem("a") { Code = new ulong[1], Vector = new float[3], Group = "g" }));
            Assert.Equal(0, writer.Count);
            writer.Commit();

            string Refused(IndexItem item) => Assert.ThrowsAny<ArgumentException>(() => writer.Put(item)).Message;
        }

        using var snapshot = indexes.Open("refused");
        Assert.Contains("query for 0 hits", Asked(new IndexQuery { K = 0 }));
        Assert.Contains("A code of 2 words; 12 bits need 1", Asked(new IndexQuery { Code = new ulong[2] }));
        Assert.Contains("A query of 2 dimensions; the vectors have 3", Asked(new IndexQuery { Vector = new float[2] }));
        Assert.Contains("no field 'color'; this index has 'number'", Asked(new IndexQuery { Filter = Filter.Equal("color", "red") }));
        Assert.Contains("has no groups", Asked(new IndexQuery { IsOnePerGroup = true }));

        string Asked(IndexQuery query) => Assert.ThrowsAny<ArgumentException>(() => snapshot.Search(query, Stop)).Message;
    }

    private static IndexSchema Simple => new([12], 3, VectorFormat.Float32) { Fields = [new("number", FieldKind.Number)] };

    private static void Make(IIndexes indexes, string name, int items)
    {
        using var writer = indexes.Create(name, Simple);
        for (var number = 0; number < items; number++)
            writer.Put(new IndexItem($"item-{number}") { Row = number, Code = new[] { (ulong)number }, Vector = new float[] { number, 1, 0 }, Fields = { ["number"] = number } });
        writer.Commit();
    }
}
