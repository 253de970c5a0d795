using Vitrine.Catalogue;
using Vitrine.Search.Shop;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Understanding;

/// <summary>Which of a shop's numbers a condition is about.</summary>
public sealed class NumberConditionTests
{
    [Theory]
    [InlineData("dog under 20", "price", "B0 B2")]
    [InlineData("dog under 20", "Preis", "B0 B2")]
    [InlineData("dog with cost under 4", "price", "B0 B2")]
    [InlineData("dog over 300 pages", "price", "B1 B2")]
    [InlineData("dog pages over 300", "price", "B1 B2")]
    [InlineData("dog pages over 300 under 20", "price", "B2")]
    public void Answer_ACondition_IsAboutThePriceUnlessItNamesAnotherNumber(string text, string price, string found)
    {
        using var shop = new WordShop([Book("B0", price, 10, 200), Book("B1", price, 30, 400), Book("B2", price, 9, 500), Book("B3", price, 60, 100)], "english");
        using var search = shop.OpenSearch();
        Assert.Equal(found, string.Join(' ', search.Answer(new ShopQuery { Text = text }).Hits.Select(hit => hit.Product.Id).Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("light over 600 lumens", "'over 600 lumens' was searched as words: no number of the products is in 'lumens'.")]
    [InlineData("light over 600lm", "'over 600lm' was searched as words: no number of the products is in 'lm'.")]
    [InlineData("light under 3 kg", "Only products with weight_kg of at most 3.")]
    [InlineData("light under 3kg", "Only products with weight_kg of at most 3.")]
    [InlineData("light weight_kg under 3 kg", "Only products with weight_kg of at most 3.")]
    [InlineData("light under 20", "Only products with price of at most 20.")]
    [InlineData("light under 20 €", "Only products with price of at most 20.")]
    public void Answer_ANumberWithAUnit_IsNoPrice(string text, string note)
    {
        using var shop = new WordShop([new("A", "Light 600 lumens", ["Lights"]) { Numbers = new Dictionary<string, double> { ["price"] = 10, ["weight_kg"] = 2 } }], "english");
        using var search = shop.OpenSearch();
        var answer = search.Answer(new ShopQuery { Text = text });
        Assert.Equal(note, Assert.Single(answer.Understood.Notes));
        Assert.Equal("A", Assert.Single(answer.Hits).Product.Id);
    }

    private static ProductData Book(string id, string price, double costs, double pages) => new(id, "Dog book", ["Books"])
    {
        Numbers = new Dictionary<string, double> { [price] = costs, ["cost"] = costs / 3, ["list_price"] = costs * 2, ["pages"] = pages, ["Angebotspreis"] = costs * 3 },
    };
}
