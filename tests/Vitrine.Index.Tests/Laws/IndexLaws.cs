namespace Vitrine.Index.Tests.Laws;

/// <summary>
/// What every kind of index obeys: in a folder, on plain PostgreSQL, on PostgreSQL with pgvector. The same items and the same questions have the same
/// answers in the same order. A kind takes the laws on by a class that derives from this one.
/// </summary>
public abstract partial class IndexLaws
{
    /// <summary>Where the indexes of a test are made; skips the test where that cannot be had.</summary>
    private protected abstract IIndexes Indexes { get; }

    /// <summary>Whether one may read while another writes.</summary>
    private protected virtual bool IsShared => true;

    /// <summary>Random trials of a law: fewer where each is a question to a server.</summary>
    private protected virtual int Trials => 300;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(11, 1, 60)]
    [InlineData(12, 12, 5000)]
    [InlineData(13, 30, 600)]
    public void Search_RandomQueries_AnswersAsALoopDoes(int seed, int commits, int items)
    {
        using var shelf = new Shelf(Indexes, seed, commits, items);
        var random = new Random(seed);
        for (var trial = 0; trial < Trials; trial++)
        {
            var (filter, passes) = shelf.NextFilter(random.Next(3));
            var query = ShelfQueries.Next(random) with { Filter = random.Next(3) == 0 ? null : filter };
            var found = shelf.Items.Values.Where(item => (query.Filter is null || passes(item)) && ShelfQueries.IsNear(query, item)).ToList();
            var answer = shelf.Snapshot.Search(query, Stop);
            Assert.Equal(found.Count, answer.Total);
            Assert.Equal(ShelfQueries.Expected(query, found).Select(item => ShelfQueries.Described(query, item)), answer.Hits.Select(hit => $"{hit.Id} {hit.Row} {hit.Group} {hit.Distance} {hit.Score}"));
            Assert.Equal(query.Facets.Select(facet => ShelfQueries.Counted(facet, found)), answer.Facets.Select(counts => string.Join(' ', counts.Select(count => $"{count.Value}:{count.Count}"))));
        }
    }

    [Fact]
    public void Search_PageByPage_GivesEachItemOnce()
    {
        using var shelf = new Shelf(Indexes, 14, 6, 900);
        foreach (var isOnePerGroup in new[] { false, true })
        {
            var query = new IndexQuery { Code = new ulong[] { 77 }, Filter = Filter.Exists("colour"), IsOnePerGroup = isOnePerGroup, K = 37 };
            var whole = shelf.Snapshot.Search(query with { K = 10_000 }, Stop).Hits;
            var pages = Enumerable.Range(0, whole.Count / 37 + 2).SelectMany(page => shelf.Snapshot.Search(query with { Offset = 37 * page }, Stop).Hits);
            Assert.Equal(whole, pages);
            Assert.Equal(whole, shelf.Snapshot.Search(query with { K = int.MaxValue, Offset = 0 }, Stop).Hits);
            Assert.Empty(shelf.Snapshot.Search(query with { Offset = int.MaxValue }, Stop).Hits);
        }
    }

    [Fact]
    public void Search_EmptyIndex_FindsNothing()
    {
        using var shelf = new Shelf(Indexes, 16, 1, 0);
        var answer = shelf.Snapshot.Search(new IndexQuery { Code = new ulong[] { 5 }, Facets = [new("colour"), new("category", CountsGroups: true)] }, Stop);
        Assert.Empty(answer.Hits);
        Assert.Equal(0, answer.Total);
        Assert.All(answer.Facets, Assert.Empty);
        Assert.Empty(shelf.Snapshot.Items());
        Assert.Empty(shelf.Snapshot.SearchVectors(new float[6], 3));
        Assert.Empty(shelf.Snapshot.SearchWeightedCodes([5], new float[29], 3));
    }

    [Theory]
    [InlineData(2, 12, 3000)]
    [InlineData(3, 30, 600)]
    public void RowsOf_RandomTrees_AreThoseALoopPasses(int seed, int commits, int items)
    {
        using var shelf = new Shelf(Indexes, seed, commits, items);
        Assert.Equal(shelf.Items.Count, shelf.Snapshot.Count);
        for (var trial = 0; trial < Trials; trial++)
        {
            var (filter, passes) = shelf.NextFilter(trial % 4);
            if (trial % 5 == 0)
            {
                // Sets of a few rows and of many.
                var rows = RowSet.Where(items, row => trial % 2 == 0 ? row % 3 != 0 : row % 400 == 7);
                var others = passes;
                (filter, passes) = (filter & Filter.Rows(rows), item => others(item) && rows.Contains(item.Row));
            }

            var found = shelf.Snapshot.RowsOf(filter, items, Stop);
            Assert.Equal(shelf.Items.Values.Where(passes).Select(item => item.Row).Order(), Enumerable.Range(0, items).Where(found.Contains));
        }
    }

    [Theory]
    [InlineData(1, 0)]     // a row after another
    [InlineData(3, 1_000)] // and rows between
    [InlineData(50, 0)]    // far apart: each item is looked at
    public void RowsOf_AFewRows_AreTheseInAnySegment(int step, int from)
    {
        const int Items = 2_000;
        using (var writer = Indexes.Create("few", new IndexSchema([]) { Fields = [new FieldForm("size", FieldKind.Number)] }))
        {
            for (var number = 0; number < Items; number++)
            {
                writer.Put(new IndexItem($"item-{number * 7919 % Items}") { Row = from + step * number });
                if (number % 700 == 699)
                    writer.Commit();
            }

            writer.Commit();
        }

        using var snapshot = Indexes.Open("few");
        for (var trial = 1; trial < 20; trial++)
        {
            var rows = RowSet.Where(from + step * Items + 100, row => row % (97 * trial) == 5);
            Assert.Equal(rows.Rows().Where(row => row >= from && row < from + step * Items && (row - from) % step == 0), snapshot.RowsOf(Filter.Rows(rows), from + step * Items + 100, Stop).Rows());
        }
    }

    [Fact]
    public void Find_RandomItems_IsWhatWasPut()
    {
        using var shelf = new Shelf(Indexes, 5, 20, 500);
        var inOrder = shelf.Items.Values.OrderBy(item => item.Id, StringComparer.Ordinal).ToArray();
        Assert.Equal(inOrder.Select(item => item.Id), shelf.Snapshot.Items().Select(item => item.Id));
        Assert.Equal(inOrder[^7..].Select(item => item.Id), shelf.Snapshot.Items(inOrder[^8].Id).Select(item => item.Id));
        foreach (var (put, item) in inOrder.Zip(shelf.Snapshot.Items()).Take(100).Concat(inOrder.Take(20).Select(put => (put, shelf.Snapshot.Find(put.Id)!))))
        {
            Assert.Equal((put.Row, put.Group), (item.Row, item.Group));
            Assert.Equal(put.Code, item.Code.Span[0]);
            Assert.Equal(put.Vector, item.Vector.ToArray());
            Assert.Equal(Shelf.Schema.Fields.Select(field => put[field.Name]), Shelf.Schema.Fields.Select(field => item.Fields.TryGetValue(field.Name, out var value) ? value : null));
        }

        Assert.Null(shelf.Snapshot.Find("nobody"));
        Assert.Null(shelf.Snapshot.IdOf(int.MaxValue));
        Assert.Equal(inOrder[3].Id, shelf.Snapshot.IdOf(inOrder[3].Row));
    }

    [Fact]
    public void Search_Cancelled_Stops()
    {
        using var shelf = new Shelf(Indexes, 17, 1, 50);
        Assert.ThrowsAny<OperationCanceledException>(() => shelf.Snapshot.Search(new IndexQuery { Code = new ulong[] { 5 } }, new CancellationToken(true)));
    }
}
