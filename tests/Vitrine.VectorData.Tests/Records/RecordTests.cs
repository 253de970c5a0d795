using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests.Records;

/// <summary>Records one at a time: getting, adding, replacing, deleting.</summary>
public class RecordTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_OfAKey_GivesTheWholeRecord(bool withVectors)
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        foreach (var expected in Garment.Four)
            Garment.AssertEqual(expected, await garments.GetAsync(expected.Id, new() { IncludeVectors = withVectors }, Cancellation), withVectors);
    }

    [Fact]
    public async Task Get_OfAMissingKey_GivesNull()
    {
        using var opened = new OpenedStore();
        Assert.Null(await (await opened.FilledAsync()).GetAsync("nothing", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Get_OfNoKey_Throws()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        Assert.Equal("key", (await Assert.ThrowsAsync<ArgumentNullException>(() => garments.GetAsync((string)null!, cancellationToken: Cancellation))).ParamName);
    }

    [Fact]
    public async Task Upsert_OfAKnownKey_ReplacesTheRecord()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        var young = new Garment { Id = "a", Colour = "green", Price = 11, Look = new float[] { 0, 0, 1 } };
        await garments.UpsertAsync(young, Cancellation);
        Garment.AssertEqual(young, await garments.GetAsync("a", new() { IncludeVectors = true }, Cancellation), withVectors: true);
        Assert.Equal(4, await garments.GetAsync(garment => true, 10, cancellationToken: Cancellation).CountAsync(Cancellation));
        Assert.Empty(await garments.GetAsync(garment => garment.Colour == "red" && garment.Price == 10, 10, cancellationToken: Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Delete_OfAKey_RemovesTheRecordAndNoOther()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        await garments.DeleteAsync("b", Cancellation);
        await garments.DeleteAsync("nothing", Cancellation);
        Assert.Null(await garments.GetAsync("b", cancellationToken: Cancellation));
        Assert.Equal(["a", "c", "d"], await garments.GetAsync(garment => true, 10, cancellationToken: Cancellation).Select(garment => garment.Id).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Upsert_WithoutAVector_SaysWhichRecordHasNone()
    {
        using var opened = new OpenedStore();
        var things = await opened.MadeAsync<string, Nullable>("things");
        var problem = await Assert.ThrowsAsync<ArgumentException>(() => things.UpsertAsync(new Nullable { Id = "x" }, Cancellation));
        Assert.Equal("The record 'x' has no 'Look'; every record of a collection has its vectors.", problem.Message);
    }

    [Theory]
    [InlineData(2, "A vector of 2 dimensions for 'Look'; expected 3.")]
    [InlineData(4, "A vector of 4 dimensions for 'Look'; expected 3.")]
    public async Task Upsert_OfAnotherDimension_SaysBoth(int dimensions, string message)
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        Assert.Equal(message, (await Assert.ThrowsAsync<ArgumentException>(() => garments.UpsertAsync(new Garment { Id = "x", Look = new float[dimensions] }, Cancellation))).Message);
    }

    [Fact]
    public async Task Upsert_OfALongIndexedText_IsRefusedAndChangesNothing()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        Garment[] two = [new() { Id = "e", Look = new float[3] }, new() { Id = "f", Colour = new string('x', 1001), Look = new float[3] }];
        var problem = await Assert.ThrowsAsync<ArgumentException>(() => garments.UpsertAsync(two, Cancellation));
        Assert.Contains("1001 characters in the field 'colour'", problem.Message, StringComparison.Ordinal);
        Assert.Null(await garments.GetAsync("e", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Calls_OfAMissingCollection_SayThatItIsMissing()
    {
        using var opened = new OpenedStore();
        var garments = opened.Store.GetCollection<string, Garment>("none");
        foreach (var problem in new[]
        {
            await Assert.ThrowsAsync<VectorStoreException>(() => garments.GetAsync("a", cancellationToken: Cancellation)),
            await Assert.ThrowsAsync<VectorStoreException>(() => garments.UpsertAsync(Garment.Four, Cancellation)),
            await Assert.ThrowsAsync<VectorStoreException>(() => garments.DeleteAsync("a", Cancellation)),
            await Assert.ThrowsAsync<VectorStoreException>(() => garments.SearchAsync(new float[3], 1, cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask()),
        })
        {
            Assert.Equal("There is no collection 'none'. Make it first: await collection.EnsureCollectionExistsAsync().", problem.Message);
            Assert.Equal(("vitrine", "none"), (problem.VectorStoreSystemName, problem.CollectionName));
        }
    }

    private sealed class Nullable
    {
        [VectorStoreKey]
        public string Id { get; set; } = "";

        [VectorStoreVector(3)]
        public ReadOnlyMemory<float>? Look { get; set; }
    }
}
