using Vitrine.Catalogue.Tests.Import;

namespace Vitrine.Catalogue.Tests.Store;

public sealed class RemovalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Path => folder.File("shop.vitrine");

    [Fact]
    public void Remove_AProduct_LeavesNoTraceAndNoGap()
    {
        Put(0, 1, 2, 3, 4);
        Change(writer =>
        {
            Assert.True(writer.Remove("p1"));
            Assert.False(writer.Remove("p1"));
            Assert.False(writer.Remove("nobody"));
        });
        using var store = CatalogueStore.Open(Path);
        Assert.Equal(["p0", "p4", "p2", "p3"], store.Products().Select(product => product.Id)); // the last took the place
        Assert.Null(store.Find("p1"));
        Assert.Empty(store.FindByTitle("number1", 10));
        Assert.Equal([1], store.FindByTitle("number4", 10).Select(hit => hit.Row));
        Assert.Equal(TestShop.Photo(4), store.ReadImage(1));
        Assert.Equal(["kind 0", "kind 1"], Enumerable.Range(0, store.Tree.Count).Select(category => store.Tree.Path(category)[0]));
        Assert.DoesNotContain(store.Parts.Index(), part => part.Index >= store.Count);
    }

    [Fact]
    public void Remove_TheOnlyProductOfACategory_TakesTheCategoryWithIt()
    {
        Put(0, 1, 2);
        Change(writer => writer.Remove("p1"));
        using var store = CatalogueStore.Open(Path);
        Assert.Equal(["kind 0"], Enumerable.Range(0, store.Tree.Count).Select(category => store.Tree.Path(category)[0]));
    }

    [Fact]
    public void Remove_AndPutAgain_IsTheSameDataInOtherRows()
    {
        Put(0, 1, 2, 3);
        (string Data, string Split, string Rows) before, after;
        using (var store = CatalogueStore.Open(Path))
            before = (store.DataHash, store.SplitHash, store.RowsHash);
        Change(writer => writer.Remove("p0"));
        Put(0);
        using (var store = CatalogueStore.Open(Path))
            after = (store.DataHash, store.SplitHash, store.RowsHash);
        Assert.Equal((before.Data, before.Split), (after.Data, after.Split));
        Assert.NotEqual(before.Rows, after.Rows);
    }

    public void Dispose() => folder.Dispose();

    private void Put(params int[] numbers) => Change(writer =>
    {
        foreach (var i in numbers)
            writer.Put(new ProductData($"p{i}", $"Thing number{i}", [$"kind {i % 2}"]), TestShop.Photo(i));
    });

    private void Change(Action<StoreWriter> change)
    {
        using var writer = StoreWriter.Open(Path);
        change(writer);
        writer.Commit();
    }
}
