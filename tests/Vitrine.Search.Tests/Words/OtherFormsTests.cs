using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

public class OtherFormsTests
{
    [Theory]
    [InlineData("english", "dresses", "dress")]
    [InlineData("english", "dress", null)] // it is how most titles write it
    [InlineData("english", "lamp", null)]
    [InlineData("german", "kleides", "kleid")]
    [InlineData("german", "ecksofa", "sofa")]
    public void Of_AWordInAnotherForm_IsHowTitlesWriteIt(string language, string word, string? expected)
    {
        using var shop = WordShop.OfTitles(language, "red dress", "blue dress", "Kleid rot", "Sofa grün", "Eck Sofa");
        Assert.Equal(expected, new OtherForms(shop.Index, new WordAnalyzer(WordLanguage.Named(language))).Of(word));
    }
}
