using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search.Fields;
using Vitrine.Search.Fusion;
using Vitrine.Search.Shop;
using Vitrine.Search.Traits;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Shop;

/// <summary>The search of a shop of coloured squares, from the words that somebody types to products.</summary>
public sealed class ShopSearchTests : IClassFixture<ShopSearchTests.Indexed>
{
    private readonly Indexed shop;

    public ShopSearchTests(Indexed shop) => this.shop = shop;

    /// <summary>The tiny shop with everything that an index makes.</summary>
    public sealed class Indexed : IDisposable
    {
        private readonly TinyShop shop = new();

        public Indexed()
        {
            using (var store = CatalogueStore.Open(shop.Store))
            {
                WordIndexWriter.Update(store);
                FieldIndexWriter.Update(store);
                TraitWriter.Update(store, TinyShop.Model);
                using var signals = ShopSignals.Open(store, TinyShop.Model);
                FusionWriter.Update(store, TinyShop.Model, signals.All(seesAttributes: false));
            }

            Search = ShopSearch.Open(shop.Store, TinyShop.Model);
        }

        public ShopSearch Search { get; }

        public string Path => shop.Store;

        public void Dispose()
        {
            Search.Dispose();
            shop.Dispose();
        }
    }

    [Theory]
    [InlineData("red dress")]
    [InlineData("dresses in red")]
    [InlineData("red drses")]
    [InlineData("rde dress")]
    public void Answer_ColourAndKind_FindsThem(string text)
    {
        var answer = shop.Search.Answer(new ShopQuery { Text = text });
        Assert.Equal(10, answer.Hits.Count);
        Assert.All(answer.Hits, hit => Assert.StartsWith("red dress", hit.Product.Title, StringComparison.Ordinal));
    }

    [Fact]
    public void Answer_ASlip_IsToldAndCanBeTakenBack()
    {
        Assert.Contains("'drses' was read as 'dress'.", shop.Search.Answer(new ShopQuery { Text = "red drses" }).Understood.Notes);
        var typed = shop.Search.Answer(new ShopQuery { Text = "red drses", IsAsTyped = true });
        Assert.Empty(typed.Understood.Notes);
        Assert.NotEqual("red dress", string.Join(' ', typed.Hits.Concat(typed.LessLikely).Last().Product.Title.Split(' ').Take(2)));
    }

    [Fact]
    public void Answer_FromSeveralThreads_IsAsFromOne()
    {
        ShopQuery[] queries =
        [
            .. new[] { "red dress", "red drses", "blue boots", "white shirt without blue", "P0042" }.Select(text => new ShopQuery { Text = text }),
            new ShopQuery { Starts = [new PicturePart(TinyShop.Photo(8))] }, new ShopQuery { Facets = ["colour"], Category = "Shoes" },
        ];
        var alone = queries.Select(Ids).ToArray();
        Parallel.For(0, 20 * queries.Length, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => Assert.Equal(alone[i % queries.Length], Ids(queries[i % queries.Length])));

        string[] Ids(ShopQuery query) => [.. shop.Search.Answer(query).Hits.Select(hit => hit.Product.Id)];
    }

    [Fact]
    public void Answer_WhatTheShopDoesNotHave_FindsNothing()
    {
        var answer = shop.Search.Answer(new ShopQuery { Text = "sandwich" });
        Assert.Empty(answer.Hits);
        Assert.Empty(answer.LessLikely);
    }

    [Fact]
    public void Answer_AnId_GoesFirst() => Assert.Equal("P0042", shop.Search.Answer(new ShopQuery { Text = "P0042" }).Hits[0].Product.Id);

    [Fact]
    public void Answer_AWholeTitle_GoesFirst()
    {
        using var store = CatalogueStore.Open(shop.Path);
        foreach (var row in new[] { 3, 77, 150 })
            Assert.Equal(store[row].Id, shop.Search.Answer(new ShopQuery { Text = store[row].Title }).Hits[0].Product.Id);
    }

    [Fact]
    public void Answer_WithoutAValue_HasNoneOfIt()
    {
        var answer = shop.Search.Answer(new ShopQuery { Text = "dress without red", Count = 40 });
        Assert.Contains("Without: red.", answer.Understood.Notes);
        Assert.NotEmpty(answer.Hits);
        Assert.DoesNotContain(answer.Hits.Concat(answer.LessLikely), hit => hit.Product.Attributes["colour"][0] == "red");
    }

    [Fact]
    public void Answer_UnderAPrice_InAShopWithoutPrices_SaysSo() =>
        Assert.Contains(shop.Search.Answer(new ShopQuery { Text = "red dress under 50" }).Understood.Notes, note => note.Contains("no price", StringComparison.Ordinal));

    [Fact]
    public void Answer_AnAttributeByName_IsACondition()
    {
        var answer = shop.Search.Answer(new ShopQuery { Text = "boot colour blue" });
        Assert.Contains("Only products with colour blue.", answer.Understood.Notes);
        Assert.All(answer.Hits, hit => Assert.Equal("blue", hit.Product.Attributes["colour"][0]));
    }

    [Fact]
    public void Answer_Pages_AreOneRanking()
    {
        string[] Ids(int offset, int count) => [.. Of(new ShopQuery { Text = "red", Offset = offset, Count = count }).Select(hit => hit.Product.Id)];
        Assert.Equal(Ids(0, 20).AsEnumerable(), Ids(0, 5).Concat(Ids(5, 10)).Concat(Ids(15, 5)));

        IEnumerable<ProductHit> Of(ShopQuery query) => shop.Search.Answer(query) is var answer ? answer.Hits.Concat(answer.LessLikely) : [];
    }

    [Theory]
    [InlineData("red & dress !!!")]
    [InlineData("-- red dress 👗")]
    [InlineData("red · dress ?")]
    public void Answer_SignsAmongTheWords_CountNothing(string text)
    {
        var answer = shop.Search.Answer(new ShopQuery { Text = text });
        Assert.Equal(10, answer.Hits.Count);
        Assert.All(answer.Hits, hit => Assert.StartsWith("red dress", hit.Product.Title, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("!!!")]
    [InlineData("&")]
    [InlineData("👗")]
    public void Answer_SignsAlone_FindNothing(string text) => Assert.Empty(shop.Search.Answer(new ShopQuery { Text = text }).Hits);

    [Fact]
    public void Answer_InABranch_FindsIt()
    {
        var answer = shop.Search.Answer(new ShopQuery { Text = "red", Category = "Shoes" });
        Assert.NotEmpty(answer.Hits);
        Assert.All(answer.Hits, hit => Assert.Equal("Shoes", hit.CategoryPath[0]));
    }

    [Fact]
    public void Answer_AProductInAnotherColour_FindsThatColour()
    {
        var answer = shop.Search.Answer(new ShopQuery { Starts = [shop.Search.Like("P0000")], Text = "in blue", Count = 20 });
        Assert.Equal(10, answer.Hits.Count);
        Assert.All(answer.Hits, hit => Assert.StartsWith("blue shirt", hit.Product.Title, StringComparison.Ordinal)); // still a shirt
        Assert.Equal(10, answer.Total);
        Assert.Equal(10, answer.LessLikely.Count);
        Assert.All(answer.LessLikely, hit => Assert.Contains("shirt", hit.Product.Title, StringComparison.Ordinal)); // before blue boots
        Assert.Contains("The kind stays: Shirt.", answer.Understood.Notes);
        var alike = shop.Search.Answer(new ShopQuery { Starts = [shop.Search.Like("P0000")], Count = 200 });
        Assert.Equal(179, alike.Hits.Count); // all but itself
        Assert.DoesNotContain(alike.Hits, hit => hit.Product.Id == "P0000");
    }

    [Fact]
    public void Answer_AChangeOfTheKind_LeavesTheKindOfTheStart()
    {
        var answer = shop.Search.Answer(new ShopQuery { Starts = [shop.Search.Like("P0000")], Text = "blue boot" });
        Assert.Equal(10, answer.Hits.Count);
        Assert.All(answer.Hits, hit => Assert.StartsWith("blue boot", hit.Product.Title, StringComparison.Ordinal));
    }

    [Fact]
    public void Answer_AChangeAsTyped_KeepsNoKind()
    {
        var answer = shop.Search.Answer(new ShopQuery { Starts = [shop.Search.Like("P0000")], Text = "in blue", Count = 30, IsAsTyped = true });
        Assert.Equal(30, answer.Total);
        Assert.DoesNotContain(answer.Understood.Notes, note => note.StartsWith("The kind stays", StringComparison.Ordinal));
    }

    [Fact]
    public void Answer_APictureInAnotherColour_IsInThatColour()
    {
        var answer = shop.Search.Answer(new ShopQuery { Starts = [new PicturePart(TinyShop.Photo(0))], Text = "in blue", Count = 30 });
        Assert.All(answer.Hits, hit => Assert.Equal("blue", hit.Product.Attributes["colour"][0]));
    }

    [Theory]
    [InlineData(" ", 10, 0)]
    [InlineData("red", 0, 0)]
    [InlineData("red", 10, -1)]
    public void Answer_AnEmptyOrImpossibleQuery_IsAWrongUse(string text, int count, int offset) =>
        Assert.Throws<UsageException>(() => shop.Search.Answer(new ShopQuery { Text = text, Count = count, Offset = offset }));

    [Fact]
    public void Open_WithoutAModel_SearchesTheWords()
    {
        using var words = ShopSearch.Open(shop.Path, null);
        var answer = words.Answer(new ShopQuery { Text = "red dress" });
        Assert.Equal(10, answer.Hits.Count);
        Assert.All(answer.Hits, hit => Assert.StartsWith("red dress", hit.Product.Title, StringComparison.Ordinal));
    }
}
