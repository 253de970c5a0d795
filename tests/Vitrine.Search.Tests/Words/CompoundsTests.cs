using Vitrine.Search.Understanding;
using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

public class CompoundsTests
{
    private static readonly string[] Shop = ["sofa", "ecksofa", "schlafsofa", "schlafsessel", "sessel", "sofakiss", "kiss", "ledersofa", "leder", "kleiderschrank", "schrank", "kleid", "reis", "preis", "tee", "kaffee", "krautertee", "kraut"];

    [Theory]
    [InlineData("sofa", "ledersofa schlafsofa")] // "eck" is no word here, and stands before one only
    [InlineData("sessel", "schlafsessel")]
    [InlineData("schrank", "kleiderschrank")]    // joined by "er"
    [InlineData("kiss", "sofakiss")]
    [InlineData("tee", "krautertee")]            // "kaf" is no word
    [InlineData("reis", "")]
    [InlineData("lampe", "")]
    public void OfHead_IsWhatIsAKindOfIt(string head, string compounds) => Assert.Equal(compounds, string.Join(' ', German.OfHead(head)));

    [Theory]
    [InlineData("ledersofa", "sofa")]
    [InlineData("kleiderschlafsofa", "schlafsofa sofa")] // of the shop or not, the most special first
    [InlineData("sofakiss", "kiss")]
    [InlineData("sofa", "")]
    public void HeadsOf_IsWhatItIsAKindOf(string compound, string heads) => Assert.Equal(heads, string.Join(' ', German.HeadsOf(compound)));

    [Fact]
    public void Of_TwoWordsSideBySide_IsWhatTheyMakeTogether()
    {
        Assert.Equal(["kleiderschrank"], German.Of("kleid", "schrank"));
        Assert.Empty(German.Of("sofa", "leder"));
    }

    [Theory]
    [InlineData("english")]
    [InlineData("french")]
    public void Of_ALanguageThatWritesWordsApart_HasNone(string language)
    {
        var compounds = Compounds.Of(Shop, language);
        Assert.Empty(compounds.OfHead("sofa"));
        Assert.Empty(compounds.HeadsOf("ledersofa"));
    }

    [Theory]
    [InlineData("sofa", "P0 P1 P2 P3")] // a pillow for a sofa is none
    [InlineData("kissen", "P4")]
    [InlineData("sessel", "P6")]
    public void Best_OfAWord_FindsItsCompounds(string query, string found)
    {
        using var shop = GermanShop();
        Assert.Equal(found.Split(' '), shop.Find(query).Order());
    }

    [Fact]
    public void Best_OfTwoWords_FindsThemWrittenTogetherToo()
    {
        using var shop = GermanShop();
        Assert.Equal(["P1", "P2"], shop.Find("leder sofa").Take(2).Order());
    }

    [Theory]
    [InlineData("ledersessel", "leder sessel")]
    [InlineData("ledersofa", "ledersofa")] // the shop has it
    [InlineData("xyzzy", "xyzzy")]
    public void ByParts_ACompoundThatNoProductHas_IsReadAsItsWords(string typed, string read)
    {
        using var shop = GermanShop();
        var (words, told) = Unknown(shop).ByParts([typed]);
        Assert.Equal(read, string.Join(' ', words));
        Assert.Equal(typed == read ? [] : [(typed, read)], told);
    }

    [Theory]
    [InlineData("cordsofa", "sofa")]
    [InlineData("ledersofa", "ledersofa")] // the shop has it
    [InlineData("uso", "uso")]
    public void ByEnd_AWordOfWhichNoMoreIsKnown_IsReadAsTheOneItEndsWith(string typed, string read)
    {
        using var shop = GermanShop();
        Assert.Equal([read], Unknown(shop).ByEnd([typed]).Words);
    }

    private static UnknownCompounds Unknown(WordShop shop) => new(shop.Index, new WordAnalyzer(WordLanguage.Named("german")), new NameCounts(shop.Index).ProductsWith);

    private static WordShop GermanShop() =>
        WordShop.OfTitles("german", "Sofa Mila", "Ledersofa Oslo", "Sofa Leder", "Schlafsofa Lena", "Sofakissen Kissen", "Leder Gürtel", "Schlafsessel Sessel");

    private static Compounds German => Compounds.Of(Shop, "german");
}
