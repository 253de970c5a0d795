using Vitrine.Catalogue;
using Vitrine.Search.Shop;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Shop;

public class LackingRowsTests
{
    [Fact]
    public void Of_ProductsThatSayToLackIt_IsThese()
    {
        using var shop = new WordShop(
        [
            Lantern("A", "Solar lantern", "No batteries needed."),
            Lantern("B", "Lantern without the big batteries", ""),
            Lantern("C", "Lantern", "Without cable, but it comes with four batteries."), // another thing is lacking
            Lantern("D", "Lantern with battery", "Nothing else."),
            Lantern("E", "Lantern without", "Batteries are in the box."),               // in another text
            Lantern("F", "Battery-free lantern", ""),
            Lantern("G", "Lantern", "It is battery free."),
            Lantern("H", "Lantern", "Free batteries are in the box."),
            Lantern("I", "Lantern", "Free of batteries."),
            Lantern("J", "Lantern", "0 % battery, all sun."),
            Lantern("K", "Lantern", "Batteries and charger not included."),
            Lantern("L", "Lantern", "Charger and battery sold separately."),
            Lantern("M", "Lantern", "Batteries included, charger not included."),
            Lantern("N", "Lantern 2.0 battery", "Version 2.0 battery light."),
            Lantern("O", "Lantern", "Batteries & wall charger not included."),
            Lantern("P", "Lantern without hood,2 batteries", ""),
        ], "english");
        var lacking = new LackingRows(shop.Store, shop.Index).Of("batteries");
        Assert.Equal(["A", "B", "F", "G", "I", "J", "K", "L", "O"], Enumerable.Range(0, shop.Store.Count).Where(lacking.Contains).Select(row => shop.Store[row].Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("cable")] // no product lacks it
    [InlineData("the")]
    [InlineData("")]
    public void Of_WhatNoProductSaysToLack_IsNone(string phrase)
    {
        using var shop = new WordShop([Lantern("A", "Solar lantern", "No batteries needed.")], "english");
        Assert.Equal(0, new LackingRows(shop.Store, shop.Index).Of(phrase).Count);
    }

    [Fact]
    public void Answer_WhatATitleDenies_ComesBehind()
    {
        using var shop = new WordShop([Lantern("A", "Bulb E27 Non-Dimmable", ""), Lantern("B", "Bulb E27 dimmable", ""), Lantern("C", "Bulb not dimmable", "")], "english");
        using var search = shop.OpenSearch();
        var found = search.Answer(new ShopQuery { Text = "dimmable bulb" });
        Assert.Equal("B", found.Hits.Concat(found.LessLikely).First().Product.Id);
        Assert.All(found.Hits.Concat(found.LessLikely).Skip(1), hit => Assert.Contains(((MatchProbability)hit.Nearness).Shares, share => share.Signal == "lacking"));
    }

    [Fact]
    public void Answer_AWordOfAName_DeniesNothing()
    {
        using var shop = new WordShop([Lantern("A", "Forget-Me-Not flower seeds", ""), Lantern("B", "Poppy flower seeds", "")], "english");
        using var search = shop.OpenSearch();
        Assert.DoesNotContain(search.Answer(new ShopQuery { Text = "flower seeds" }).Hits, hit => ((MatchProbability)hit.Nearness).Shares.Any(share => share.Signal == "lacking"));
    }

    [Fact]
    public void Answer_WhereAllDenyIt_NoneIsWorse()
    {
        using var shop = new WordShop([Lantern("A", "Non-stick pan", ""), Lantern("B", "Pan non-stick 28 cm", "")], "english");
        using var search = shop.OpenSearch();
        Assert.DoesNotContain(search.Answer(new ShopQuery { Text = "stick pan" }).Hits, hit => ((MatchProbability)hit.Nearness).Shares.Any(share => share.Signal == "lacking"));
    }

    private static ProductData Lantern(string id, string title, string description) => new(id, title, ["Garden"]) { Description = description };
}
