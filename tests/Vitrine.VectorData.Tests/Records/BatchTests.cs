namespace Vitrine.VectorData.Tests.Records;

/// <summary>Many records in a call.</summary>
public class BatchTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_OfSomeKeys_GivesThoseThatThereAreInTheirOrder()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        Assert.Equal(["d", "a"], await garments.GetAsync(["d", "nothing", "a"], cancellationToken: Cancellation).Select(garment => garment.Id).ToListAsync(Cancellation));
        Assert.Empty(await garments.GetAsync([], cancellationToken: Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Upsert_OfNewAndKnownKeys_DoesBoth()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        await garments.UpsertAsync([new Garment { Id = "a", Price = 1, Look = new float[3] }, new Garment { Id = "e", Price = 2, Look = new float[3] }], Cancellation);
        Assert.Equal([1, 2], await garments.GetAsync(["a", "e"], cancellationToken: Cancellation).Select(garment => garment.Price).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Upsert_OfOneKeyTwice_KeepsTheLast()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        await garments.UpsertAsync([new Garment { Id = "e", Price = 1, Look = new float[3] }, new Garment { Id = "e", Price = 2, Look = new float[3] }], Cancellation);
        Assert.Equal(2, (await garments.GetAsync("e", cancellationToken: Cancellation))!.Price);
    }

    [Fact]
    public async Task Batches_OfNothing_ChangeNothing()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        await garments.UpsertAsync([], Cancellation);
        await garments.DeleteAsync([], Cancellation);
        Assert.Equal(4, await garments.GetAsync(garment => true, 10, cancellationToken: Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Batches_OfNull_Throw()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        Assert.Equal("records", (await Assert.ThrowsAsync<ArgumentNullException>(() => garments.UpsertAsync(records: null!, Cancellation))).ParamName);
        Assert.Equal("keys", (await Assert.ThrowsAsync<ArgumentNullException>(() => garments.DeleteAsync(keys: null!, Cancellation))).ParamName);
        Assert.Equal("keys", (await Assert.ThrowsAsync<ArgumentNullException>(() => garments.GetAsync(keys: null!, cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask())).ParamName);
    }

    [Fact]
    public async Task Delete_OfSomeKeys_RemovesThese()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        await garments.DeleteAsync(["a", "nothing", "c"], Cancellation);
        Assert.Equal(["b", "d"], await garments.GetAsync(garment => true, 10, cancellationToken: Cancellation).Select(garment => garment.Id).ToListAsync(Cancellation));
    }
}
