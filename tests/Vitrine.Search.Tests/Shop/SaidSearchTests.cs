using Vitrine.Catalogue;
using Vitrine.Search.Shop;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Shop;

/// <summary>Products that say themselves what they lack.</summary>
public sealed class SaidSearchTests
{
    [Theory]
    [InlineData("toner without alcohol", false)]
    [InlineData("toner alcohol free", true)] // who says it so wants it, and does not shut out what says nothing
    public void Answer_WhatSaysToLackWhatIsNotWanted_GoesFirst(string text, bool mayHaveIt)
    {
        using var shop = new WordShop(
        [
            Toner("A", "Rose toner", "With alcohol."), Toner("B", "Toner", "Of roses."), Toner("C", "Toner without alcohol", "Of roses."), Toner("D", "Mint toner", "It is alcohol-free and mild."), Toner("E", "Cream", "Of roses."),
        ], "english");
        using var search = shop.OpenSearch();
        var answer = search.Answer(new ShopQuery { Text = text });
        string[] found = [.. answer.Hits.Concat(answer.LessLikely).Select(hit => hit.Product.Id)];
        Assert.Equal(["C", "D"], found.Take(2).Order());
        Assert.Contains("B", found);
        Assert.Equal(mayHaveIt, found.Contains("A"));
    }

    [Theory]
    [InlineData("ohne Zucker", "C D")] // alone: what says so, and no sugar
    [InlineData("Saft ohne Zucker", "C F")]
    public void Answer_WithoutAThingThatIsAKindOfTheShop_FindsNoneOfThese(string text, string found)
    {
        using var shop = new WordShop(
        [
            Food("A", "Puderzucker", "Zucker"), Food("B", "Zucker fein", "Zucker"), Food("C", "Traubensaft ohne Zucker", "Saft"), Food("D", "Haferdrink ohne Zucker", "Drinks"), Food("E", "Apfelsaft mit Zucker", "Saft"), Food("F", "Birnensaft", "Saft"),
        ], "german");
        using var search = shop.OpenSearch();
        Assert.Equal(found, string.Join(' ', search.Answer(new ShopQuery { Text = text }).Hits.Select(hit => hit.Product.Id).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("soup over 10", null)]
    [InlineData("soup", "Garden")]
    [InlineData("soup without tomato, without potato", null)]
    public void Answer_WhereNothingOfTheKindPasses_NothingIsLikely(string text, string? category)
    {
        using var shop = new WordShop([Priced("A", "Tomato soup", "Soups", 4), Priced("B", "Potato soup", "Soups", 5), Priced("C", "Shovel", "Garden", 30), Priced("D", "Bucket", "Garden", 12)], "english");
        using var search = shop.OpenSearch();
        Assert.Empty(search.Answer(new ShopQuery { Text = text, Category = category }).Hits);
        Assert.Equal(["A", "B"], search.Answer(new ShopQuery { Text = "soup under 10" }).Hits.Select(hit => hit.Product.Id).Order(StringComparer.Ordinal));
    }

    private static ProductData Priced(string id, string title, string category, double price) => new(id, title, [category]) { Numbers = new Dictionary<string, double> { ["price"] = price } };

    [Fact]
    public void Answer_WithoutWhatOnlyCompoundsSay_KeepsWhatLacksThem()
    {
        using var shop = new WordShop([Food("A", "Traubensaft ohne Zuckerzusatz", "Saft"), Food("B", "Traubensaft mit Zuckerzusatz", "Saft"), Food("C", "Rotwein", "Wein")], "german");
        using var search = shop.OpenSearch();
        Assert.Equal("A", search.Answer(new ShopQuery { Text = "traubensaft ohne zucker" }).Hits.Single().Product.Id);
    }

    [Theory]
    [InlineData("hoodie with hood", "B C", "A")]
    [InlineData("hoodie without hood", "A", "")]
    [InlineData("torch with batteries", "E", "D F")]
    [InlineData("torch without batteries", "D F", "")]
    public void Answer_WhatIsWanted_GoesBeforeWhatSaysToLackIt(string text, string first, string behind)
    {
        using var shop = new WordShop(
        [
            Clothes("A", "Hoodie without hood, with pockets", "Warm."), Clothes("B", "Hoodie", "With hood and pockets."), Clothes("C", "Hoodie with hood and pockets", "No zip. Hood in red."),
            new ProductData("D", "Torch", ["Torches"]) { Description = "Batteries are not included." }, new ProductData("E", "Torch", ["Torches"]) { Description = "With batteries." }, new ProductData("F", "Torch, no batteries", ["Torches"]),
        ], "english");
        using var search = shop.OpenSearch();
        var answer = search.Answer(new ShopQuery { Text = text });
        string[] order = [.. answer.Hits.Concat(answer.LessLikely).Select(hit => hit.Product.Id)];
        string[] both = [.. first.Split(' '), .. behind.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal(first.Split(' '), order.Where(both.Contains).Take(first.Split(' ').Length).Order());
    }

    [Fact]
    public void Answer_WhatAThingIsFor_MayBeLacking()
    {
        using var shop = new WordShop(
        [
            new ProductData("A", "iPhone 15 case", ["Cases"]) { Description = "Phone not included." }, new ProductData("B", "iPhone 14 case", ["Cases"]) { Description = "Slim." }, new ProductData("C", "Galaxy case", ["Cases"]) { Description = "Slim." },
        ], "english");
        using var search = shop.OpenSearch();
        Assert.Equal("A", search.Answer(new ShopQuery { Text = "iphone 15 phone case" }).Hits[0].Product.Id);
    }

    [Fact]
    public void Answer_FreeOfAThingThatIsAKind_FindsWhatSaysSo()
    {
        using var shop = new WordShop([Food("A", "Brown sugar", "Sugar"), Food("B", "White sugar", "Sugar"), Food("C", "Sugar free gum", "Sweets"), Food("D", "Mint gum", "Sweets")], "english");
        using var search = shop.OpenSearch();
        Assert.Equal("C", search.Answer(new ShopQuery { Text = "sugar free" }).Hits[0].Product.Id);
        Assert.Equal(["A", "B"], search.Answer(new ShopQuery { Text = "sugar" }).Hits.Take(2).Select(hit => hit.Product.Id).Order());
    }

    [Theory]
    [InlineData("gluten free", "A B")]
    [InlineData("gluten free bread", "A B")]
    public void Answer_FreeOfAThingThatIsACategory_IsThatCategory(string text, string found)
    {
        using var shop = new WordShop([Food("A", "Rice bread", "Gluten Free"), Food("B", "Corn bread", "Gluten Free"), Food("C", "Wheat bread", "Bread"), Food("D", "Rye bread", "Bread")], "english");
        using var search = shop.OpenSearch();
        Assert.Equal(found, string.Join(' ', search.Answer(new ShopQuery { Text = text }).Hits.Take(2).Select(hit => hit.Product.Id).Order()));
    }

    [Fact]
    public void Answer_NotAMaterialOfAKind_FindsTheKind()
    {
        using var shop = new WordShop([Food("A", "Velvet armchair", "Armchairs"), Food("B", "Leather armchair", "Armchairs"), Food("C", "Velvet curtain", "Curtains"), Food("D", "Linen curtain", "Curtains")], "english");
        using var search = shop.OpenSearch();
        Assert.Equal("B", search.Answer(new ShopQuery { Text = "not velvet armchair" }).Hits.Single().Product.Id);
    }

    private static ProductData Clothes(string id, string title, string description) => new(id, title, ["Hoodies"]) { Description = description };

    private static ProductData Food(string id, string title, string category) => new(id, title, [category]);

    private static ProductData Toner(string id, string title, string description) => new(id, title, ["Care"]) { Description = description };
}
