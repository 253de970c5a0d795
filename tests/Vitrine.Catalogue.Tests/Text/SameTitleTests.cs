using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue.Tests.Text;

public class SameTitleTests
{
    [Theory]
    [InlineData("Café Noir", "cafe\u0301 NOIR")]
    [InlineData(" A  b\tc ", "a B C")]
    [InlineData("Größe", "GRÖSSE")]
    [InlineData("ΟΔΟΣ", "οδος")]
    [InlineData("\u212Bngström", "ångstro\u0308m")]
    [InlineData("한국", "\u1112\u1161\u11ABᄀ\u116E\u11A8")]
    [InlineData("İstanbul", "i\u0307STANBUL")]
    [InlineData("ſchön", "SCHÖN")]
    [InlineData("𐐀", "𐐨")]
    public void KeyOf_TwoSpellingsOfOneTitle_IsEqual(string one, string other) => Assert.Equal(SameTitle.KeyOf(one), SameTitle.KeyOf(other));

    [Theory]
    [InlineData("cafe", "café")]
    [InlineData("Shirt 2", "Shirt 22")]
    [InlineData("T-Shirt", "T Shirt")]
    [InlineData("red dress", "dress red")]
    public void KeyOf_OtherTitles_Differs(string one, string other) => Assert.NotEqual(SameTitle.KeyOf(one), SameTitle.KeyOf(other));

    [Fact]
    public void KeyOf_AnyText_IsAFixedPointAndDecidesTheTitleGroup()
    {
        var random = new Random(7);
        string[] letters = ["a", "É", "e\u0301", "ß", "ẞ", "Σ", "ς", "İ", "ı", "ſ", " ", "\u00A0", "-", "\u0323", "\u0307", "K", "ẛ", "ǅ", "1", "한", "ΐ", "\u0345"];
        var colours = ColourWords.From([]);
        for (var round = 0; round < 5000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(8)).Select(_ => letters[random.Next(letters.Length)]));
            var key = SameTitle.KeyOf(text);
            Assert.Equal(key, SameTitle.KeyOf(key));
            Assert.Equal(key, SameTitle.KeyOf(text.ToLowerInvariant()));
            Assert.Equal(TitleGroup.Of(text, colours), TitleGroup.Of(key, colours));
        }
    }
}
