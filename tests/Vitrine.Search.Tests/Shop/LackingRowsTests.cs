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
        ], "english");
        var lacking = new LackingRows(shop.Store, shop.Index).Of("batteries");
        Assert.Equal(["A", "B", "F", "G", "I", "J"], Enumerable.Range(0, shop.Store.Count).Where(lacking.Contains).Select(row => shop.Store[row].Id).Order(StringComparer.Ordinal));
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

    private static ProductData Lantern(string id, string title, string description) => new(id, title, ["Garden"]) { Description = description };
}
