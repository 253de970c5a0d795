using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

public sealed class WordSplitterTests
{
    [Theory]
    [InlineData("bed 140x200", "bed|140-200")]
    [InlineData("Bed 140 x 200 cm", "bed|140-200|cm")]
    [InlineData("bed 140×200cm", "bed|140-200|cm")]
    [InlineData("box 30x20x10", "box|30-20-10")]
    [InlineData("sugar 500g", "sugar|500-g")]
    [InlineData("sugar 500 g", "sugar|500|g")]
    [InlineData("x 2 x", "x|2|x")]
    [InlineData("iphone 13 x", "iphone|13|x")]
    [InlineData("3x", "3x")]
    [InlineData("m4x20", "m4x20")]
    [InlineData("2nd hand", "2nd|hand")]
    [InlineData("v-neck", "v-neck")]
    public void Words_Measures_AreOneWordHoweverTheyAreWritten(string text, string words) => Assert.Equal(words, string.Join('|', WordSplitter.Words(text)));

    [Theory]
    [InlineData("bed 140x200")]
    [InlineData("bed 140 x 200")]
    [InlineData("140×200 bed")]
    public void Find_ASize_IsFoundHoweverItIsWritten(string query)
    {
        using var shop = WordShop.OfTitles(null, "Bed 90 x 200 cm", "Bed 140 x 200 cm", "Bed 140 x 190 cm", "Bed 200 x 200 cm");
        Assert.Equal("P1", shop.Find(query)[0]);
    }

    [Theory]
    [InlineData("honey 500g")]
    [InlineData("honey 500 g")]
    public void Find_AWeight_IsFoundHoweverItIsWritten(string query)
    {
        using var shop = WordShop.OfTitles(null, "Honey 250 g", "Honey 500 g", "Honey 5 kg");
        Assert.Equal("P1", shop.Find(query)[0]);
    }
}
