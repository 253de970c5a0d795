using Vitrine.Index.Tests.Laws;

namespace Vitrine.Index.Tests.Queries;

/// <summary>What a search refuses, and what it says.</summary>
public sealed class QueryErrorTests : IDisposable
{
    private static readonly IndexQuery Coded = new() { Code = new ulong[] { 5 } };
    private static readonly IndexQuery Scored = new() { Vector = new float[] { 1, 2, 3, 4, 5, 6 } };

    private readonly TemporaryFolder temporary = new();
    private readonly Shelf shelf;

    public QueryErrorTests() => shelf = new Shelf(new FolderIndexes(temporary.FullName), 21, 2, 40);

    public void Dispose()
    {
        shelf.Dispose();
        temporary.Dispose();
    }

    [Fact]
    public void Search_WhatDoesNotFit_SaysWhy()
    {
        Assert.Contains("query for 0 hits; expected at least 1", Refused(Coded with { K = 0 }));
        Assert.Contains("query for -3 hits", Refused(Coded with { K = -3 }));
        Assert.Contains("from hit -1 on; expected at least 0", Refused(Coded with { Offset = -1 }));
        Assert.Contains("code and a vector", Refused(Coded with { Vector = Scored.Vector }));
        Assert.Contains("A code of 2 words; 29 bits need 1", Refused(Coded with { Code = new ulong[2] }));
        Assert.Contains("A query of 2 dimensions; the vectors have 6", Refused(Scored with { Vector = new float[2] }));
        Assert.Contains("NaN", Refused(Scored with { Vector = new float[] { 1, 2, 3, 4, 5, float.NaN } }));
        Assert.Contains("radius of -1; expected at least 0", Refused(Coded with { Radius = -1 }));
        Assert.Contains("A radius without a code", Refused(Scored with { Radius = 3 }));
        Assert.Contains("A least score without a vector", Refused(Coded with { MinScore = 3 }));
        Assert.Contains("least score of NaN", Refused(Scored with { MinScore = float.NaN }));
        Assert.Contains("no field 'color'; this index has 'colour'", Refused(Coded with { Filter = Filter.Equal("color", "red") }));
        Assert.Contains("no field 'color'", Refused(Coded with { Sort = new FieldSort("color") }));
        Assert.Contains("no field 'color'", Refused(Coded with { Facets = [new("color")] }));
        Assert.Contains("sorts by the field 'sizes', which holds texts", Refused(Coded with { Sort = new FieldSort("sizes") }));
        Assert.Contains("facet of 0 values of the field 'colour'", Refused(Coded with { Facets = [new("colour", 0)] }));
    }

    [Fact]
    public void Search_FieldsOnly_RefusesWhatIsNotThere()
    {
        var folder = Directory.CreateTempSubdirectory("vitrine-fields-").FullName;
        try
        {
            using (var writer = IndexWriter.Create(folder, new IndexSchema([]) { Fields = [new("price", FieldKind.Number)] }))
            {
                writer.Put(new IndexItem("b") { Fields = { ["price"] = 2 } });
                writer.Put(new IndexItem("a"));
                writer.Put("c", 7, [], []);
                writer.Commit();
            }

            using var snapshot = IndexSnapshot.Open(folder);
            Assert.Equal(["b", "a", "c"], snapshot.Search(new IndexQuery { Sort = new FieldSort("price", IsDescending: true) }, TestContext.Current.CancellationToken).Hits.Select(hit => hit.Id));
            Assert.Equal(["a", "b", "c"], snapshot.Search(new IndexQuery(), TestContext.Current.CancellationToken).Hits.Select(hit => hit.Id));
            Assert.Contains("A query with a code; this index holds no codes", Refusal(snapshot, Coded));
            Assert.Contains("A query with a vector; this index holds no codes, no vectors", Refusal(snapshot, Scored));
            Assert.Contains("one hit per group; this index has no groups", Refusal(snapshot, new IndexQuery { IsOnePerGroup = true }));
            Assert.Contains("counts groups; this index has none", Refusal(snapshot, new IndexQuery { Facets = [new("price", CountsGroups: true)] }));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Search_Cancelled_Stops() =>
        Assert.Throws<OperationCanceledException>(() => shelf.Embedded.Search(Coded, new CancellationToken(true)));

    private string Refused(IndexQuery query)
    {
        Assert.Equal(Refusal(shelf.Embedded, query), Assert.ThrowsAny<ArgumentException>(() => shelf.Embedded.Explain(query)).Message);
        return Refusal(shelf.Embedded, query);
    }

    private static string Refusal(IndexSnapshot snapshot, IndexQuery query) => Assert.ThrowsAny<ArgumentException>(() => snapshot.Search(query)).Message;
}
