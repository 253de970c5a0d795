using Vitrine.Search.Shop;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Understanding;

/// <summary>Words with a hyphen are known however shop and customer write them.</summary>
public sealed class HyphenTests
{
    [Theory]
    [InlineData("T-shirt with stripes", "t-shirt")]
    [InlineData("T-shirt with stripes", "t-shirts")]
    [InlineData("T-shirt with stripes", "tshirts")]
    [InlineData("T-shirt with stripes", "T shirts")]
    [InlineData("Tshirt with stripes", "t-shirts")]
    [InlineData("T shirt with stripes", "t-shirts")]
    [InlineData("Wi-Fi router", "wifi")]
    [InlineData("Wifi router", "wi-fi")]
    [InlineData("Sweatshirt with a hood", "sweat-shirt")]
    public void Answer_HoweverItIsWritten_FindsItAndReadsNothingElse(string title, string text)
    {
        using var shop = WordShop.OfTitles("english", "Shirt in blue", "Shirt in red", "Linen shirt", "Sweater", title);
        using var search = shop.OpenSearch();
        var answer = search.Answer(new ShopQuery { Text = text });
        Assert.Empty(answer.Understood.Notes);
        Assert.Equal(title, answer.Hits[0].Product.Title);
    }

    /// <summary>A shop that has both parts somewhere has no such thing yet: it is read by what it means.</summary>
    [Fact]
    public void Answer_WithPartsThatStandSideBySideNowhere_ReadsWhatTheWordMeans()
    {
        using var shop = WordShop.OfTitles("english", "Tee of golf", "Shirt in red", "Linen shirt", "Jersey in blue", "Jersey in green");
        using var search = shop.OpenSearch();
        Assert.Contains("'tee-shirt' was searched as 'jersey'.", search.Answer(new ShopQuery { Text = "tee-shirt" }).Understood.Notes);
    }
}
