using Vitrine.Catalogue;
using Vitrine.Models;

namespace Vitrine.Search.Tests;

/// <summary>Files made from other products or weights must be refused: they would give answers, and wrong ones.</summary>
public sealed class ProvenanceTests : IDisposable
{
    private readonly TinyShop shop = new();

    [Fact]
    public void Open_AfterTheProductsChanged_SaysSo()
    {
        using (var writer = StoreWriter.Open(shop.Store))
        {
            writer.Put(TinyShop.Product(500), TinyShop.Photo(500));
            writer.Commit();
        }

        var error = Assert.Throws<UsageException>(() => ProductSearch.Open(shop.Store, TinyShop.Model));
        Assert.Contains("products have changed", error.Message);
        Assert.Contains("vitrine encode", error.Hint);
    }

    [Fact]
    public void Open_AfterTheModelWasTrainedAgain_SaysSo()
    {
        using (var store = CatalogueStore.Open(shop.Store))
            Methods.Find("cca").Train(store, new TrainingRequest(TinyShop.Model) { Bits = 6 });
        var error = Assert.Throws<UsageException>(() => ProductSearch.Open(shop.Store, TinyShop.Model));
        Assert.Contains("model has changed", error.Message);
    }

    [Fact]
    public void Open_WithoutEncodings_SaysWhatToRun()
    {
        using var store = CatalogueStore.Open(shop.Store);
        Directory.Delete(StoredEncodings.FolderOf(store, TinyShop.Model), recursive: true);
        var error = Assert.Throws<UsageException>(() => StoredEncodings.Open(store, TinyShop.Model));
        Assert.Contains($"--model {TinyShop.Model}", error.Hint);
    }

    [Fact]
    public void Open_WhatMakeWrote_IsTheSame()
    {
        using var store = CatalogueStore.Open(shop.Store);
        var made = StoredEncodings.Make(store, TinyShop.Model);
        var opened = StoredEncodings.Open(store, TinyShop.Model);
        Assert.Equal(made.Images.Codes, opened.Images.Codes);
        Assert.Equal(made.Texts.Codes, opened.Texts.Codes);
        Assert.Equal(made.Images.Vectors, opened.Images.Vectors);
        Assert.Equal(made.BitsPerLayer, opened.BitsPerLayer);
        Assert.Equal(made.Hash(), opened.Hash());
    }

    public void Dispose() => shop.Dispose();
}
