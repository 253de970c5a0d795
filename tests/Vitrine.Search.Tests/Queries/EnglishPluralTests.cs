using Vitrine.Search.Queries;

namespace Vitrine.Search.Tests.Queries;

public sealed class EnglishPluralTests
{
    [Theory]
    [InlineData("dress", "dresses")]
    [InlineData("shoe", "shoes")]
    [InlineData("watch", "watches")]
    [InlineData("size", "sizes")]
    [InlineData("box", "boxes")]
    [InlineData("baby", "babies")]
    [InlineData("toy", "toys")]
    [InlineData("lens", "lenses")]
    [InlineData("knife", "knives")]
    [InlineData("woman", "women")]
    [InlineData("t-shirt", "t-shirts")]
    [InlineData("blow dryer", "blow dryers")]
    [InlineData("pocket knife", "pocket knives")]
    [InlineData("contact lens", "contact lenses")]
    public void Other_OfEither_IsTheOther(string singular, string plural)
    {
        Assert.Equal((plural, singular), (EnglishPlural.Other(singular), EnglishPlural.Other(plural)));
        Assert.Equal((false, true), (EnglishPlural.IsPlural(singular), EnglishPlural.IsPlural(plural)));
    }

    [Theory]
    [InlineData("kurtises", "kurtis,kurtise")]
    [InlineData("batteries", "battery,batterie")]
    [InlineData("news", "")] // "new" is another word
    [InlineData("ps5s", "ps5")]
    [InlineData("boss", "")]
    public void FormsOf_AWord_AreWhatItIsThePluralOf(string word, string singulars) => Assert.Equal([.. singulars.Split(',', StringSplitOptions.RemoveEmptyEntries), EnglishPlural.Plural(word)], EnglishPlural.FormsOf(word));

    [Theory]
    [InlineData("")]
    [InlineData("tv")]
    [InlineData("größe")]
    [InlineData("size 42")]
    [InlineData("red ")]
    public void Other_OfWhatIsNoEnglishNoun_IsNone(string name) => Assert.Null(EnglishPlural.Other(name));
}
