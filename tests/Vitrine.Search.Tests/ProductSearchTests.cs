using System.Numerics;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models;

namespace Vitrine.Search.Tests;

public sealed class ProductSearchTests(TinyShop shop) : IClassFixture<TinyShop>
{
    [Fact]
    public void Nearest_AnyCode_EqualsSortingAllProductsByDistanceThenId()
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        using var store = CatalogueStore.Open(shop.Store);
        var codes = StoredEncodings.Open(store, TinyShop.Model).Images.Codes!;
        for (ulong query = 0; query < 256; query += 7)
        {
            string[] expected = [.. store.Products()
                .OrderBy(product => BitOperations.PopCount(codes[product.Row] ^ query))
                .ThenBy(product => product.Id, StringComparer.Ordinal)
                .Take(25)
                .Select(product => product.Id)];
            Assert.Equal(expected, search.Nearest(new Encodings(1, [query], null), 25).Select(hit => hit.Product.Id));
        }
    }

    [Fact]
    public void Nearest_EveryHit_TellsItsDistancePerLayer()
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        Assert.All(search.Nearest(new Encodings(1, [0x5A], null), 50), hit =>
        {
            var code = Assert.IsType<CodeDistance>(hit.Nearness);
            Assert.Equal(code.Distance, code.PerLayer.Sum());
        });
    }

    [Fact]
    public void ByImage_APhotoOfTheShop_FindsItsProductAtDistanceZero()
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        using var store = CatalogueStore.Open(shop.Store);
        foreach (var row in new[] { 0, 77, 179 })
        {
            var hits = search.ByImage(store.ReadImage(row), store.Count);
            Assert.Equal(0, Assert.IsType<CodeDistance>(hits.Single(hit => hit.Product.Row == row).Nearness).Distance);
        }
    }

    [Fact]
    public void ByText_WordsOfTheCatalogue_FindMoreOfThemThanChance()
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        foreach (var colour in new[] { "red", "green", "blue" })
        {
            var right = search.ByText($"{colour} shirt", 20).Count(hit => hit.Product.Attributes["colour"] == colour);
            Assert.True(right >= 10, $"{right} of 20 hits for '{colour} shirt' are {colour}; chance is 3.");
        }
    }

    [Fact]
    public void Nearest_ByVectors_EqualsSortingAllProductsByInnerProduct()
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model, SearchBy.Vectors);
        using var store = CatalogueStore.Open(shop.Store);
        var encodings = StoredEncodings.Open(store, TinyShop.Model);
        var dimensions = encodings.Dimensions;
        foreach (var row in new[] { 0, 50, 100 })
        {
            var query = encodings.Texts.Vectors![(row * dimensions)..((row + 1) * dimensions)];
            float Score(int other) => query.Zip(encodings.Images.Vectors!.Skip(other * dimensions), (a, b) => a * b).Sum();
            var hits = search.Nearest(new Encodings(1, null, query), 10);
            // The index keeps vectors as float16, so that near ties may change places: the scores have to agree, not the order.
            float[] expected = [.. Enumerable.Range(0, store.Count).Select(Score).OrderDescending().Take(10)];
            Assert.All(hits.Zip(expected), pair => Assert.Equal(pair.Second, Assert.IsType<VectorScore>(pair.First.Nearness).Score, 0.002f));
            Assert.All(hits, hit => Assert.Equal(Score(hit.Product.Row), Assert.IsType<VectorScore>(hit.Nearness).Score, 0.002f));
        }
    }

    [Theory]
    [InlineData("Clothes", 120)]
    [InlineData("clothes / dress", 60)]
    [InlineData("Shoes/Boot", 60)]
    public void Category_APrefix_LetsOnlyItsBranchThrough(string prefix, int products)
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        var hits = search.ByText("red", 500, prefix);
        Assert.Equal(products, hits.Count);
        var names = prefix.Split('/', StringSplitOptions.TrimEntries);
        Assert.All(hits, hit => Assert.Equal(names, hit.CategoryPath.Take(names.Length), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Category_Unknown_NamesThoseThatThereAre()
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        var error = Assert.Throws<UsageException>(() => search.ByText("red", 5, "Clothes/Hat"));
        Assert.Contains("Clothes/Hat", error.Message);
        Assert.Contains("Dress, Shirt", error.Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void ByText_NoWords_IsRefused(string text)
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        Assert.Throws<UsageException>(() => search.ByText(text));
    }

    [Fact]
    public void ByImage_NoImage_IsRefused()
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model);
        Assert.Throws<ImageException>(() => search.ByImage([1, 2, 3]));
    }
}
