using Vitrine.Index.Tests.Laws;

namespace Vitrine.Index.Tests.Queries;

/// <summary>What a search in a folder says of how it goes; what it answers is the matter of <see cref="IndexLaws"/>.</summary>
public sealed class SearchTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private FolderIndexes Indexes => new(folder.FullName);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Explain_RandomQueries_CountsEachItemOnce()
    {
        using var shelf = new Shelf(Indexes, 12, 12, 5000);
        var random = new Random(12);
        for (var trial = 0; trial < 100; trial++)
        {
            var (filter, passes) = shelf.NextFilter(random.Next(3));
            var query = ShelfQueries.Next(random) with { Filter = random.Next(3) == 0 ? null : filter };
            var plan = shelf.Embedded.Explain(query);
            Assert.All(plan.Segments, segment => Assert.Equal(segment.Items, segment.Scanned + segment.Gathered + segment.Skipped));
            Assert.Equal(query.Filter is null ? shelf.Items.Count : shelf.Items.Values.Count(passes), plan.Segments.Sum(segment => segment.Passing));
        }
    }

    [Fact]
    public void Explain_SelectiveFilter_SkipsAndGathers()
    {
        using var shelf = new Shelf(Indexes, 15, 1, 20_000);
        var one = shelf.Items.Values.First().Serial;
        var plan = shelf.Embedded.Explain(new IndexQuery { Code = new ulong[] { 5 }, Filter = Filter.Equal("serial", one) });
        Assert.True(plan.Segments.Sum(segment => segment.Gathered + segment.Skipped) == plan.Segments.Sum(segment => segment.Items), plan.ToString());
        Assert.Contains($"serial = {one}: ", plan.ToString());
        plan = shelf.Embedded.Explain(new IndexQuery { Code = new ulong[] { 5 }, Filter = Filter.Exists("serial") });
        Assert.True(plan.Segments.Sum(segment => segment.Scanned) == plan.Segments.Sum(segment => segment.Items), plan.ToString());
    }
}
