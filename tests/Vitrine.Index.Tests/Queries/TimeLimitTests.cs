using Vitrine.Index.Tests.Laws;

namespace Vitrine.Index.Tests.Queries;

/// <summary>A search ends when its caller or its time limit says so.</summary>
public sealed class TimeLimitTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private FolderIndexes Indexes => new(folder.FullName);

    public void Dispose() => folder.Dispose();

    private static readonly IndexQuery Query = new() { Code = new ulong[] { 5 }, Facets = [new("colour", CountsGroups: true)] };

    [Fact]
    public void Search_TimeLimitOver_SaysSo()
    {
        using var shelf = new Shelf(Indexes, 21, 1, 3000);
        // A tick is a tenth of a microsecond: over before the first segment.
        var late = Assert.Throws<TimeoutException>(() =>
        {
            for (var trial = 0; trial < 1000; trial++)
                shelf.Embedded.Search(Query with { TimeLimit = TimeSpan.FromTicks(1) }, TestContext.Current.CancellationToken);
        });
        Assert.Contains("after 0 ms, its time limit", late.Message);
        Assert.Equal(shelf.Embedded.Search(Query).Hits, shelf.Embedded.Search(Query with { TimeLimit = TimeSpan.FromMinutes(5) }, TestContext.Current.CancellationToken).Hits);
        Assert.Contains("more than 0", Assert.Throws<ArgumentException>(() => shelf.Embedded.Search(Query with { TimeLimit = TimeSpan.Zero })).Message);
    }

    [Fact]
    public void Search_CancelledByItsCaller_IsCancelledAndNotLate()
    {
        using var shelf = new Shelf(Indexes, 22, 1, 3000);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => shelf.Embedded.Search(Query, stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => shelf.Embedded.Search(Query with { TimeLimit = TimeSpan.FromMinutes(5) }, stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => shelf.Embedded.SearchVectorsAtRecall(new float[6], 3, 0.9, cancellation: stop.Token));
    }
}
