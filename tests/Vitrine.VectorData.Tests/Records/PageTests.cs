namespace Vitrine.VectorData.Tests.Records;

/// <summary>Pages and orders of what a condition or a search finds.</summary>
public class PageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_PageByPage_GivesAllOnceInTheOrderOfNearness()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        var all = await garments.SearchAsync(new float[] { 1, 0.5f, 0 }, 4, cancellationToken: Cancellation).Select(hit => hit.Record.Id).ToListAsync(Cancellation);
        Assert.Equal(["b", "a", "c", "d"], all);
        var pages = new List<string>();
        for (var skip = 0; skip < 4; skip++)
            pages.AddRange(await garments.SearchAsync(new float[] { 1, 0.5f, 0 }, 1, new() { Skip = skip }, Cancellation).Select(hit => hit.Record.Id).ToListAsync(Cancellation));
        Assert.Equal(all, pages);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Search_WithOrWithoutVectors_GivesThemOrNot(bool withVectors)
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        var hit = await garments.SearchAsync(new float[] { 0, 0, 1 }, 1, new() { IncludeVectors = withVectors }, Cancellation).SingleAsync(Cancellation);
        Garment.AssertEqual(Garment.Four[3], hit.Record, withVectors);
    }

    [Fact]
    public async Task Search_WithAFilter_FindsTheNearestOfWhatPasses()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        var hits = await garments.SearchAsync(new float[] { 0, 0, 1 }, 2, new() { Filter = garment => garment.Colour == "red" && garment.Price > 10 }, Cancellation).ToListAsync(Cancellation);
        Assert.Equal("c", Assert.Single(hits).Record.Id);
    }

    [Fact]
    public async Task Get_InAnOrder_PagesInIt()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        Assert.Equal([20, 10], await Prices(new() { OrderBy = order => order.Descending(garment => garment.Price), Skip = 2 }));
        Assert.Equal([10, 20], await Prices(new() { OrderBy = order => order.Ascending(garment => garment.Price) }));
        Assert.Equal([20, 10], await Prices(new() { OrderBy = order => order.Ascending(garment => garment.Colour) }));

        async Task<List<int>> Prices(Microsoft.Extensions.VectorData.FilteredRecordRetrievalOptions<Garment> options) =>
            await garments.GetAsync(garment => true, 2, options, Cancellation).Select(garment => garment.Price).ToListAsync(Cancellation);
    }

    [Fact]
    public async Task Get_ByTwoOrders_IsRefused()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        var problem = await Assert.ThrowsAsync<NotSupportedException>(() => garments.GetAsync(
            garment => true, 2, new() { OrderBy = order => order.Ascending(garment => garment.Colour).Descending(garment => garment.Price) }, Cancellation).ToListAsync(Cancellation).AsTask());
        Assert.Equal("The records are to be sorted by 2 properties; an index sorts by one. Sort what it gives by the others.", problem.Message);
    }

    [Fact]
    public async Task Top_OfNothing_IsRefused()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => garments.SearchAsync(new float[3], 0, cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => garments.GetAsync(garment => true, 0, cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask());
    }
}
