using System.Numerics;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Items;

namespace Vitrine.Search.Tests;

public sealed class ProductSearchTests(TinyShop shop) : IClassFixture<TinyShop>
{
    [Fact]
    public void Find_AnyCode_EqualsSortingAllProductsByDistanceThenId()
    {
        using var search = Open();
        using var store = CatalogueStore.Open(shop.Store);
        var (codes, _) = Encode(store);
        for (ulong query = 0; query < 256; query += 7)
        {
            string[] expected = [.. store.Products()
                .OrderBy(product => BitOperations.PopCount(codes[product.Row] ^ query))
                .ThenBy(product => product.Id, StringComparer.Ordinal)
                .Take(25)
                .Select(product => product.Id)];
            Assert.Equal(expected, search.Find(CodeQuery(query), 25).Select(hit => hit.Product.Id));
        }
    }

    [Fact]
    public void Find_EveryHit_TellsItsDistancePerLayer()
    {
        using var search = Open();
        Assert.All(search.Find(CodeQuery(0x5A), 50), hit =>
        {
            var code = Assert.IsType<CodeDistance>(hit.Nearness);
            Assert.Equal(code.Distance, code.PerLayer.Sum());
        });
    }

    [Fact]
    public void ByImage_APhotoOfTheShop_FindsItsProductAtDistanceZero()
    {
        using var search = Open();
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
        using var search = Open();
        foreach (var colour in new[] { "red", "green", "blue" })
        {
            var right = search.ByText($"{colour} shirt", 20).Count(hit => hit.Product.Attributes["colour"] is [var only] && only == colour);
            Assert.True(right >= 10, $"{right} of 20 hits for '{colour} shirt' are {colour}; chance is 3.");
        }
    }

    [Fact]
    public void Find_ByVectors_EqualsSortingAllProductsByInnerProduct()
    {
        using var search = ProductSearch.Open(shop.Store, TinyShop.Model, SearchBy.Vectors);
        using var store = CatalogueStore.Open(shop.Store);
        var (_, vectors) = Encode(store);
        var dimensions = search.Model.VectorDimensions;
        foreach (var text in new[] { "red shirt", "blue dress", "boot" })
        {
            var query = search.Encode(Query.Words(text));
            float Score(int row) => query.Vector!.Zip(vectors.Skip(row * dimensions), (a, b) => a * b).Sum();
            var hits = search.Find(query, 10);
            // The index keeps vectors as float16, so that near ties may change places: the scores have to agree, not the order.
            float[] expected = [.. Enumerable.Range(0, store.Count).Select(Score).OrderDescending().Take(10)];
            Assert.All(hits.Zip(expected), pair => Assert.Equal(pair.Second, Assert.IsType<VectorScore>(pair.First.Nearness).Score, 0.002f));
            Assert.All(hits, hit => Assert.Equal(Score(hit.Product.Row), Assert.IsType<VectorScore>(hit.Nearness).Score, 0.002f));
        }
    }

    [Fact]
    public void Find_LikeAProduct_EqualsASearchByItsPhoto()
    {
        using var search = Open();
        var product = search.FindProduct("P0077")!;
        Assert.Equal(search.ByImage(search.PhotoOf(product)!, 20).Select(hit => hit.Product.Id), search.Find(search.Like(product), 20).Select(hit => hit.Product.Id));
    }

    [Fact]
    public void Encode_WordsTheModelNeverSaw_NamesThem()
    {
        using var search = Open();
        var query = search.Encode(Query.Words("red zeppelin"));
        Assert.Equal(["zeppelin"], query.UnknownWords);
        Assert.False(query.KnowsNothing);
        Assert.True(search.Encode(Query.Words("zeppelin")).KnowsNothing);
    }

    [Fact]
    public void Find_NoHits_IsRefused()
    {
        using var search = Open();
        Assert.Throws<UsageException>(() => search.ByText("red", 0));
    }

    [Theory]
    [InlineData("Clothes", 120)]
    [InlineData("clothes / dress", 60)]
    [InlineData("Shoes/Boot", 60)]
    public void Category_APrefix_LetsOnlyItsBranchThrough(string prefix, int products)
    {
        using var search = Open();
        var hits = search.ByText("red", 500, prefix);
        Assert.Equal(products, hits.Count);
        var names = prefix.Split('/', StringSplitOptions.TrimEntries);
        Assert.All(hits, hit => Assert.Equal(names, hit.CategoryPath.Take(names.Length), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Category_Unknown_NamesThoseThatThereAre()
    {
        using var search = Open();
        var error = Assert.Throws<UsageException>(() => search.ByText("red", 5, "Clothes/Hat"));
        Assert.Contains("Clothes/Hat", error.Message);
        Assert.Contains("Dress, Shirt", error.Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void ByText_NoWords_IsRefused(string text)
    {
        using var search = Open();
        Assert.Throws<UsageException>(() => search.ByText(text));
    }

    [Fact]
    public void ByImage_NoImage_IsRefused()
    {
        using var search = Open();
        Assert.Throws<ImageException>(() => search.ByImage([1, 2, 3]));
    }

    private static EncodedQuery CodeQuery(ulong code) => new([code], null, null, [], false);

    private static (ulong[] Codes, float[] Vectors) Encode(CatalogueStore store)
    {
        using var model = Methods.Load(store.Path, TinyShop.Model);
        ItemBlock[] blocks = [.. model.EncodeItems(new StoreItems(store), ItemField.Photo, [.. Enumerable.Range(0, store.Count)])];
        return ([.. blocks.SelectMany(block => block.Codes!)], [.. blocks.SelectMany(block => block.Vectors!)]);
    }

    private ProductSearch Open() => ProductSearch.Open(shop.Store, TinyShop.Model, SearchBy.Codes);
}
