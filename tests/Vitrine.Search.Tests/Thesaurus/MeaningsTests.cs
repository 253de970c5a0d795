using Vitrine.Search.Tests.Words;
using Vitrine.Search.Thesaurus;

namespace Vitrine.Search.Tests.Thesaurus;

public class MeaningsTests
{
    [Theory]
    [InlineData(0, 3, "gown")]           // no product has it
    [InlineData(4, 90, "gown")]          // twenty times as many are gowns
    [InlineData(4, 30, "own: gown")]     // a good part of them: no mere other word
    [InlineData(2, 30, "")]              // by chance
    public void Of_AName_IsWhatManyMoreProductsHaveOrAThingOfItsOwn(int frocks, int gowns, string expected)
    {
        using var shop = WordShop.OfTitles("english", [.. Titles("frock", frocks), .. Titles("gown", gowns), .. Titles("lamp", 3)]);
        var meanings = Meanings.Of(shop.Index)!("frock");
        Assert.Equal(expected, meanings.Where(meaning => meaning.Names.Contains("gown")).Select(meaning => meaning.IsThingOfItsOwn ? "own: gown" : "gown").FirstOrDefault() ?? "");
    }

    [Fact]
    public void Of_AnotherLanguage_IsUnknown()
    {
        using var shop = WordShop.OfTitles("german", Titles("kleid", 5));
        Assert.Null(Meanings.Of(shop.Index));
    }

    private static string[] Titles(string word, int count) => [.. Enumerable.Range(0, count).Select(number => $"{word} {number}")];
}
