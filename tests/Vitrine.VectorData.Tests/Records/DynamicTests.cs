using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests.Records;

/// <summary>Records that are dictionaries.</summary>
public class DynamicTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static VectorStoreCollectionDefinition Definition => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty("id", typeof(Guid)),
            new VectorStoreDataProperty("name", typeof(string)) { IsIndexed = true },
            new VectorStoreDataProperty("count", typeof(int?)) { IsIndexed = true },
            new VectorStoreVectorProperty("look", typeof(float[]), 2),
        ],
    };

    [Fact]
    public async Task Record_OfADictionary_ComesBackAndIsFound()
    {
        using var opened = new OpenedStore();
        var things = opened.Store.GetDynamicCollection("things", Definition);
        await things.EnsureCollectionExistsAsync(Cancellation);
        var record = new Dictionary<string, object?> { ["id"] = Guid.NewGuid(), ["name"] = "cup", ["count"] = null, ["look"] = new float[] { 1, 2 } };
        await things.UpsertAsync(record, Cancellation);

        var got = await things.GetAsync(record["id"]!, new() { IncludeVectors = true }, Cancellation);
        Assert.Equal(record, got!);
        var hit = await things.SearchAsync(new float[] { 1, 2 }, 1, new() { Filter = thing => (string)thing["name"]! == "cup" && thing["count"] == null }, Cancellation).SingleAsync(Cancellation);
        Assert.Equal(record["id"], hit.Record["id"]);
        Assert.False(hit.Record.ContainsKey("look"));
    }

    [Fact]
    public async Task Key_ThatIsToBeMade_IsMadeAndSet()
    {
        using var opened = new OpenedStore();
        var things = opened.Store.GetDynamicCollection("things", Definition);
        await things.EnsureCollectionExistsAsync(Cancellation);
        var record = new Dictionary<string, object?> { ["id"] = null, ["name"] = "cup", ["look"] = new float[] { 1, 2 } };
        await things.UpsertAsync(record, Cancellation);
        Assert.Equal("cup", (await things.GetAsync(Assert.IsType<Guid>(record["id"]), cancellationToken: Cancellation))!["name"]);
    }

    [Fact]
    public async Task Filter_OnAnUnknownName_IsRefused()
    {
        using var opened = new OpenedStore();
        var things = opened.Store.GetDynamicCollection("things", Definition);
        await things.EnsureCollectionExistsAsync(Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => things.GetAsync(thing => (string)thing["other"]! == "", 1, cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask());
    }

    [Fact]
    public void Collection_OfDictionariesByTheWrongDoor_IsRefused()
    {
        using var opened = new OpenedStore();
        Assert.Throws<NotSupportedException>(() => opened.Store.GetCollection<string, Dictionary<string, object?>>("things", Definition));
        Assert.Throws<NotSupportedException>(() => new IndexCollection<object, Dictionary<string, object?>>(opened.Folder, "things", new() { Definition = Definition }));
    }
}
