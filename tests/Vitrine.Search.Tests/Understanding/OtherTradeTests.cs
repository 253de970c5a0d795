using Vitrine.Search.Shop;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Understanding;

/// <summary>Queries about things of another trade.</summary>
public sealed class OtherTradeTests
{
    [Theory]
    [InlineData("dog food", "No product has 'dog', 'food'.")]             // nothing of it is known: no guess what the dog may be
    [InlineData("dog lamp", "'dog' was searched as 'click'.")]            // a pawl, which clicks
    [InlineData("crimson", "'crimson' was searched as 'red'.")]
    [InlineData("crimson lmap", "'crimson' was searched as 'red'.|'lmap' was read as 'lamp'.")] // a slip is known
    public void Read_AWordThatMeansAnother_IsReadSoWhereTheRestIsKnown(string text, string notes)
    {
        using var shop = WordShop.OfTitles("english", "Mouse with silent click", "Red desk lamp", "Floor lamp", "Lamp shade", "Keyboard");
        using var search = shop.OpenSearch();
        Assert.Equal(notes, string.Join('|', search.Answer(new ShopQuery { Text = text }).Understood.Notes));
    }
}
