using Vitrine.Index.Tests.Filters;

namespace Vitrine.Index.Tests.Queries;

/// <summary>The law of searches: whatever is asked, the answer is that of a loop over the items.</summary>
public sealed class SearchTests
{
    private const double NoScore = double.NegativeInfinity;

    [Theory]
    [InlineData(11, 1, 60)]
    [InlineData(12, 12, 5000)]
    [InlineData(13, 30, 600)]
    public void Search_RandomQueries_AnswersAsALoopDoes(int seed, int commits, int items)
    {
        using var shelf = new Shelf(seed, commits, items);
        var random = new Random(seed);
        for (var trial = 0; trial < 300; trial++)
        {
            var (filter, passes) = shelf.NextFilter(random.Next(3));
            var query = NextQuery(random) with { Filter = random.Next(3) == 0 ? null : filter };
            var found = shelf.Items.Values.Where(item => (query.Filter is null || passes(item)) && IsNear(query, item)).ToList();
            var answer = shelf.Snapshot.Search(query, TestContext.Current.CancellationToken);
            Assert.Equal(found.Count, answer.Total);
            Assert.Equal(Expected(query, found).Select(Described), answer.Hits.Select(hit => $"{hit.Id} {hit.Row} {hit.Group} {hit.Distance} {hit.Score}"));
            Assert.Equal(query.Facets.Select(facet => Counted(facet, found)), answer.Facets.Select(counts => string.Join(' ', counts.Select(count => $"{count.Value}:{count.Count}"))));
            var plan = shelf.Snapshot.Explain(query);
            Assert.All(plan.Segments, segment => Assert.Equal(segment.Items, segment.Scanned + segment.Gathered + segment.Skipped));
            Assert.Equal(query.Filter is null ? shelf.Items.Count : shelf.Items.Values.Count(passes), plan.Segments.Sum(segment => segment.Passing));

            string Described(ShelfItem item) => $"{item.Id} {item.Row} {item.Group} {(query.Code.IsEmpty ? null : Distance(query, item))} {(query.Vector.IsEmpty ? null : (float)Score(query, item))}";
        }
    }

    [Fact]
    public void Search_PageByPage_GivesEachItemOnce()
    {
        using var shelf = new Shelf(14, 6, 900);
        foreach (var isOnePerGroup in new[] { false, true })
        {
            var query = new IndexQuery { Code = new ulong[] { 77 }, Filter = Filter.Exists("colour"), IsOnePerGroup = isOnePerGroup, K = 7 };
            var whole = shelf.Snapshot.Search(query with { K = 10_000 }, TestContext.Current.CancellationToken).Hits;
            var pages = Enumerable.Range(0, whole.Count / 7 + 2).SelectMany(page => shelf.Snapshot.Search(query with { Offset = 7 * page }, TestContext.Current.CancellationToken).Hits);
            Assert.Equal(whole, pages);
            Assert.Equal(whole, shelf.Snapshot.Search(query with { K = int.MaxValue, Offset = 0 }, TestContext.Current.CancellationToken).Hits);
            Assert.Empty(shelf.Snapshot.Search(query with { Offset = int.MaxValue }, TestContext.Current.CancellationToken).Hits);
        }
    }

    [Fact]
    public void Explain_SelectiveFilter_SkipsAndGathers()
    {
        using var shelf = new Shelf(15, 1, 20_000);
        var one = shelf.Items.Values.First().Serial;
        var plan = shelf.Snapshot.Explain(new IndexQuery { Code = new ulong[] { 5 }, Filter = Filter.Equal("serial", one) });
        Assert.True(plan.Segments.Sum(segment => segment.Gathered + segment.Skipped) == plan.Segments.Sum(segment => segment.Items), plan.ToString());
        Assert.Contains($"serial = {one}: ", plan.ToString());
        plan = shelf.Snapshot.Explain(new IndexQuery { Code = new ulong[] { 5 }, Filter = Filter.Exists("serial") });
        Assert.True(plan.Segments.Sum(segment => segment.Scanned) == plan.Segments.Sum(segment => segment.Items), plan.ToString());
    }

    [Fact]
    public void Search_EmptyIndex_FindsNothing()
    {
        using var shelf = new Shelf(16, 1, 0);
        var answer = shelf.Snapshot.Search(new IndexQuery { Code = new ulong[] { 5 }, Facets = [new("colour"), new("category", CountsGroups: true)] }, TestContext.Current.CancellationToken);
        Assert.Empty(answer.Hits);
        Assert.Equal(0, answer.Total);
        Assert.All(answer.Facets, Assert.Empty);
    }

    private static IndexQuery NextQuery(Random random)
    {
        Facet[] facets = [.. Shelf.Schema.Fields.Where(_ => random.Next(3) == 0).Select(field => new Facet(field.Name, 1 + random.Next(12), random.Next(2) == 0))];
        var query = new IndexQuery
        {
            K = 1 + random.Next(20),
            Offset = random.Next(3) * random.Next(20),
            IsOnePerGroup = random.Next(3) == 0,
            Facets = facets,
            Sort = random.Next(3) == 0 ? new FieldSort(new[] { "colour", "price", "added", "category", "serial" }[random.Next(5)], random.Next(2) == 0) : null,
        };
        return random.Next(3) switch
        {
            0 => query with { Code = new[] { (ulong)random.Next(1 << 20) }, Radius = random.Next(2) == 0 ? null : random.Next(14) },
            1 => query with { Vector = new float[] { 1, -2, random.Next(3), 0, 0, 0 }, MinScore = random.Next(2) == 0 ? null : random.Next(-4, 4) },
            _ => query,
        };
    }

    private static IEnumerable<ShelfItem> Expected(IndexQuery query, List<ShelfItem> found)
    {
        var ordered = (query switch
        {
            { Sort: { } sort } => found.OrderBy(item => item[sort.Field] is null).ThenBy(item => item, Comparer<ShelfItem>.Create((a, b) => ByField(sort, a, b))),
            { Code.IsEmpty: false } => found.OrderBy(item => Distance(query, item)),
            _ => found.OrderByDescending(item => query.Vector.IsEmpty ? NoScore : Score(query, item)),
        }).ThenBy(item => item.Id, StringComparer.Ordinal);
        return (query.IsOnePerGroup ? ordered.DistinctBy(item => item.Group ?? $"alone {item.Id}") : ordered).Skip(query.Offset).Take(query.K);
    }

    private static int ByField(FieldSort sort, ShelfItem a, ShelfItem b)
    {
        if (a[sort.Field] is not { } left || b[sort.Field] is not { } right)
            return 0;
        var order = left switch
        {
            { Number: { } number } => number.CompareTo(right.Number!.Value),
            { Date: { } date } => date.CompareTo(right.Date!.Value),
            { Text: { } text } => ByCodePoint(text, right.Text!),
            _ => left.Texts!.Zip(right.Texts!, ByCodePoint).FirstOrDefault(difference => difference != 0, left.Texts!.Count - right.Texts!.Count),
        };
        return sort.IsDescending ? -order : order;
    }

    private static int ByCodePoint(string a, string b) =>
        a.EnumerateRunes().Zip(b.EnumerateRunes(), (x, y) => x.CompareTo(y)).FirstOrDefault(difference => difference != 0, a.Length - b.Length);

    private static bool IsNear(IndexQuery query, ShelfItem item) =>
        (query.Radius is not { } radius || Distance(query, item) <= radius) && (query.MinScore is not { } score || Score(query, item) >= score);

    private static int Distance(IndexQuery query, ShelfItem item) => Seeded.Distance([item.Code], query.Code.Span, 0, 29);

    private static double Score(IndexQuery query, ShelfItem item) => item.Vector.Zip(query.Vector.ToArray(), (x, y) => x * y).Sum();

    private static string Counted(Facet facet, List<ShelfItem> found)
    {
        var pairs = found.SelectMany(item => Values(item, facet.Field).Select(value => (Value: value, Owner: facet.CountsGroups && item.Group is not null ? $"group {item.Group}" : item.Id)));
        var field = Shelf.Schema.Fields.Single(one => one.Name == facet.Field);
        return string.Join(' ', pairs.Distinct().GroupBy(pair => pair.Value)
            .OrderByDescending(value => value.Count()).ThenBy(value => FieldTerms.Of(field, value.Key, "a value"), Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
            .Take(facet.Limit).Select(value => $"{value.Key}:{value.Count()}"));
    }

    private static IEnumerable<FieldValue> Values(ShelfItem item, string field) => (field, item[field]) switch
    {
        (_, null) => [],
        ("sizes", _) => item.Sizes.Select(size => (FieldValue)size),
        ("category", _) => Enumerable.Range(1, item.Category.Length).Select(length => (FieldValue)item.Category[..length]),
        (_, var value) => [value],
    };
}
