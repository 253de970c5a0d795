using System.Numerics;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Search;

namespace Vitrine.Search.Tests;

public sealed class ProductSearchTests(TinyShop shop) : IClassFixture<TinyShop>
{
    [Fact]
    public void Nearest_AnyCode_EqualsSortingAllProductsByDistanceThenId()
    {
        using ProductSearch search = ProductSearch.Open(shop.Store, TinyShop.Model);
        using CatalogueStore store = CatalogueStore.Open(shop.Store);
        ulong[] codes = StoredEncodings.Open(store, TinyShop.Model).Images.Codes!;
        for (ulong query = 0; query < 256; query += 7)
        {
            string[] expected = [.. store.Products()
                .OrderBy(product => BitOperations.PopCount(codes[product.Row] ^ query))
                .ThenBy(product => product.Id, StringComparer.Ordinal)
                .Take(25)
                .Select(product => product.Id)];
            Assert.Equal(expected, search.Nearest([query], 25).Select(hit => hit.Product.Id));
        }
    }

    [Fact]
    public void Nearest_EveryHit_TellsItsDistancePerLayer()
    {
        using ProductSearch search = ProductSearch.Open(shop.Store, TinyShop.Model);
        Assert.All(search.Nearest([0x5A], 50), hit => Assert.Equal(hit.Distance, hit.LayerDistances.Sum()));
    }

    [Fact]
    public void ByImage_APhotoOfTheShop_FindsItsProductAtDistanceZero()
    {
        using ProductSearch search = ProductSearch.Open(shop.Store, TinyShop.Model);
        using CatalogueStore store = CatalogueStore.Open(shop.Store);
        foreach (int row in new[] { 0, 77, 179 })
        {
            IReadOnlyList<ProductHit> hits = search.ByImage(store.ReadImage(row), store.Count);
            Assert.Equal(0, hits.Single(hit => hit.Product.Row == row).Distance);
        }
    }

    [Fact]
    public void ByText_WordsOfTheCatalogue_FindMoreOfThemThanChance()
    {
        using ProductSearch search = ProductSearch.Open(shop.Store, TinyShop.Model);
        foreach (string colour in new[] { "red", "green", "blue" })
        {
            int right = search.ByText($"{colour} shirt", 20).Count(hit => hit.Product.Attributes["colour"] == colour);
            Assert.True(right >= 10, $"{right} of 20 hits for '{colour} shirt' are {colour}; chance is 3.");
        }
    }

    [Theory]
    [InlineData("Clothes", 120)]
    [InlineData("clothes / dress", 60)]
    [InlineData("Shoes/Boot", 60)]
    public void Category_APrefix_LetsOnlyItsBranchThrough(string prefix, int products)
    {
        using ProductSearch search = ProductSearch.Open(shop.Store, TinyShop.Model);
        IReadOnlyList<ProductHit> hits = search.ByText("red", 500, prefix);
        Assert.Equal(products, hits.Count);
        string[] names = prefix.Split('/', StringSplitOptions.TrimEntries);
        Assert.All(hits, hit => Assert.Equal(names, hit.CategoryPath.Take(names.Length), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Category_Unknown_NamesThoseThatThereAre()
    {
        using ProductSearch search = ProductSearch.Open(shop.Store, TinyShop.Model);
        UsageException error = Assert.Throws<UsageException>(() => search.ByText("red", 5, "Clothes/Hat"));
        Assert.Contains("Clothes/Hat", error.Message);
        Assert.Contains("Dress, Shirt", error.Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void ByText_NoWords_IsRefused(string text)
    {
        using ProductSearch search = ProductSearch.Open(shop.Store, TinyShop.Model);
        Assert.Throws<UsageException>(() => search.ByText(text));
    }

    [Fact]
    public void ByImage_NoImage_IsRefused()
    {
        using ProductSearch search = ProductSearch.Open(shop.Store, TinyShop.Model);
        Assert.Throws<ImageException>(() => search.ByImage([1, 2, 3]));
    }
}
