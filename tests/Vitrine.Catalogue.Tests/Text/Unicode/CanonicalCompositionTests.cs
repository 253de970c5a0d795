using System.Text;
using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue.Tests.Text.Unicode;

/// <summary>Examples of Unicode Standard Annex 15, and the laws of a normalisation form.</summary>
public sealed class CanonicalCompositionTests
{
    [Theory]
    [InlineData("e\u0301", "é")]
    [InlineData("é", "é")]
    [InlineData("s\u0307\u0323", "\u1E69")]           // dots above and below, given in the other order
    [InlineData("D\u0307\u0323", "\u1E0C\u0307")]     // the dot below composes first
    [InlineData("\u212B", "\u00C5")]                  // Ångström sign: a singleton
    [InlineData("\u0958", "\u0915\u093C")]            // excluded from composition
    [InlineData("\u1112\u1161\u11AB", "\uD55C")]      // Hangul L + V + T
    [InlineData("\uAC00\u11A8", "\uAC01")]            // Hangul LV + T
    [InlineData("\u1100\u1100\u1161", "\u1100\uAC00")]
    [InlineData("a\u0335\u0301", "á\u0335")]           // a mark of a lower class between them does not block
    [InlineData("a\u0323\u0301", "\u1EA1\u0301")]     // the dot below takes the starter first
    [InlineData("a\u0300\u0301", "\u00E0\u0301")]     // same class: the second is blocked
    [InlineData("\u0344", "\u0308\u0301")]
    [InlineData("", "")]
    public void Compose_KnownSequence_IsFormC(string text, string expected) => Assert.Equal(expected, CanonicalComposition.Compose(text));

    [Fact]
    public void Compose_RandomMarks_IsIdempotentAndIgnoresTheOrderOfDifferentClasses()
    {
        var random = new Random(5);
        for (var round = 0; round < 2000; round++)
        {
            var letter = (char)random.Next('a', 'z' + 1);
            string[] marks = ["\u0323", "\u0301", "\u0327", "\u0345"];   // classes 220, 230, 202, 240
            var one = CanonicalComposition.Compose(letter + string.Concat(marks));
            random.Shuffle(marks);
            Assert.Equal(one, CanonicalComposition.Compose(letter + string.Concat(marks)));
            Assert.Equal(one, CanonicalComposition.Compose(one));
        }
    }

    [Theory]
    [InlineData("ΟΔΟΣ ΣΟΦΟΣ", "οδος σοφος")]
    [InlineData("ΑΣ'Α ΑΣ. Σ", "ασ'α ας. σ")]
    [InlineData("İSTANBUL", "i\u0307stanbul")]
    [InlineData("GROSSE Größe Ǆ", "grosse größe ǆ")]
    [InlineData("𐐀", "𐐨")]
    public void LowerCase_FullMapping_EqualsUnicode(string text, string expected) => Assert.Equal(expected, LowerCase.Of(text));

    [Fact]
    public void Compose_AlreadyComposed_ReturnsTheSameInstance()
    {
        var text = new StringBuilder("naïve 红色 한국 👟").ToString();
        Assert.Same(text, CanonicalComposition.Compose(text));
    }
}
