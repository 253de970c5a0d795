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

    private static ProductData Toner(string id, string title, string description) => new(id, title, ["Care"]) { Description = description };
}
