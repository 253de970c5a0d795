using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue.Tests.Text;

public class WordTokenizerTests
{
    [Theory]
    [InlineData("Nike Men's T20 Jersey", "nike|men|t20|jersey")]
    [InlineData("V-Neck, red – blue", "v-neck|red|blue")]
    [InlineData("-a- b--c d-", "a|b|c|d")]
    [InlineData("ÜBER Größe Ёлка", "über|größe|ёлка")]
    [InlineData("cafe\u0301 x", "café|x")]
    [InlineData("CAFÉ X\u0304a", "café|x\u0304a")]
    [InlineData("S size, Kid\u2019s", "s|size|kid")]
    [InlineData("  !? ", "")]
    public void Words_OfAnyText_AreLowerCaseRunsOfLettersAndDigits(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', WordTokenizer.Words(text)));

    [Theory]
    [InlineData("v-neck", "v|neck|vneck")]
    [InlineData("a-b-c d", "a|b|c|abc|d")]
    public void Terms_OfAHyphenatedWord_AreItsPartsAndTheWordTogether(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', WordTokenizer.Terms(text)));
}
