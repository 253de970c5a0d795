using Vitrine.Search.Shop;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Understanding;

/// <summary>Queries about things of another trade.</summary>
public sealed class OtherTradeTests
{
    [Theory]
    [InlineData("dog food", "No product has 'dog', 'food'.")]             // nothing of it is known: no guess what the dog may be
    [InlineData("dog lamp", "No product has 'dog'.")]                     // a dog is a pawl too, which clicks: no lamp does
    [InlineData("dog", "'dog' was searched as 'click'.")]
    [InlineData("crimson", "'crimson' was searched as 'red'.")]
    [InlineData("crimson lmap", "'crimson' was searched as 'red'.|'lmap' was read as 'lamp'.")] // a slip is known
    public void Read_AWordThatMeansAnother_IsReadSoWhereTheRestIsKnown(string text, string notes)
    {
        using var shop = WordShop.OfTitles("english", "Mouse with silent click", "Red desk lamp", "Floor lamp", "Lamp shade", "Keyboard");
        using var search = shop.OpenSearch();
        Assert.Equal(notes, string.Join('|', search.Answer(new ShopQuery { Text = text }).Understood.Notes));
    }
}
