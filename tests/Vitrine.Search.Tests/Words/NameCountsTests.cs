using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

public sealed class NameCountsTests
{
    [Theory]
    [InlineData("white", 4)]
    [InlineData("white-haired", 0)] // no product has hair
    [InlineData("v-neck", 2)]
    [InlineData("vneck", 2)]
    [InlineData("white shirts", 3)]
    [InlineData("!", 0)]
    public void ProductsWith_AName_IsThoseOfItsRarestWord(string name, int products)
    {
        using var shop = WordShop.OfTitles("english", "White shirt", "White shirt v-neck", "White chair", "White v-neck dress", "Red shirt");
        Assert.Equal(products, new NameCounts(shop.Index).ProductsWith(name));
    }

    [Fact]
    public void RowsWith_AName_AreThoseWithAllOfItsWords()
    {
        using var shop = WordShop.OfTitles("english", "White shirt", "White chair", "Shirts in white", "Red shirt");
        var rows = new NameCounts(shop.Index).RowsWith("white shirt");
        Assert.Equal(["P0", "P2"], Enumerable.Range(0, 4).Where(rows.Contains).Select(row => shop.Store[row].Id));
    }
}
