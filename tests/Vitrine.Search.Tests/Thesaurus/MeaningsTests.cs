using Vitrine.Search.Queries;
using Vitrine.Search.Tests.Words;
using Vitrine.Search.Thesaurus;

namespace Vitrine.Search.Tests.Thesaurus;

public class MeaningsTests
{
    [Theory]
    [InlineData("tv", "television")]
    [InlineData("pen drive", "usb flash drive")]
    [InlineData("nightstands", "bedside tables")]
    [InlineData("bicycles", "bikes")]
    public void SynonymsOf_AName_AreThoseOfShopsAndOfWordNet(string name, string expected) => Assert.Contains(expected, EnglishThesaurus.Instance.SynonymsOf(name));

    [Fact]
    public void ShopNames_AreNoneByWhichASearchIsMeasured()
    {
        using var reader = new StreamReader(typeof(EnglishThesaurus).Assembly.GetManifestResourceStream("Vitrine.Search.Thesaurus.english-shops.txt")!);
        string[][] groups = [.. reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#')).Select(line => line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Where(names => names.Length > 0)];
        Assert.NotEmpty(groups);
        Assert.All(groups, names => Assert.All(names, name => Assert.Empty(EnglishSynonyms.Of(name).Intersect(names))));
    }

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
