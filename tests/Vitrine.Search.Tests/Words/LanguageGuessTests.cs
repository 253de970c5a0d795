using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

public class LanguageGuessTests
{
    [Theory]
    [InlineData("english", "Red dress for women with a belt", "The shirt is made of cotton")]
    [InlineData("german", "Bluse mit langen Ärmeln aus Seide", "Kühl und trocken lagern, nach dem Öffnen bald verbrauchen")]
    [InlineData("french", "Robe d'été pour femme avec ceinture", "Cette robe est en coton et dans une belle couleur")]
    [InlineData("spanish", "Vestido de mujer con cinturón", "Una camisa para el verano, muy fresca y sin mangas")]
    [InlineData("italian", "Vestito da donna con cintura", "Una camicia per gli uomini nella misura più grande")]
    [InlineData("dutch", "Jurk voor dames met riem", "Deze jurk is van katoen en kan niet in de droger")]
    [InlineData("swedish", "Klänning för kvinnor med bälte", "Den här skjortan är av bomull och inte för små")]
    [InlineData("russian", "Платье для женщин с поясом", "Это платье не только на лето, но и для осени")]
    [InlineData("english", "Levi's 501", "Nike Air Max")]           // nothing speaks
    [InlineData("english", "T shirt for women", "Women's t shirt")]
    [InlineData("english", "Crème brûlée for you", "The pâté of the chef")]
    [InlineData("english", "赤いワンピース", "")]
    public void Of_WhatAShopSays_IsItsLanguage(string expected, params string[] texts) =>
        Assert.Equal(expected, LanguageGuess.Of(Enumerable.Repeat(texts, 5).SelectMany(some => some)).Name);

    [Fact]
    public void Of_AFewForeignNames_StaysTheUsualOne() =>
        Assert.Equal("english", LanguageGuess.Of(["El Dorado", "La Mer", "Red hat", "Blue hat", "Green hat"]).Name);

    [Fact]
    public void Of_RealTitlesOfAFashionShop_IsEnglish()
    {
        string[] titles = [.. RealTitles.OneIn(19).Select(product => product.Title)];
        Assert.Equal("english", LanguageGuess.Of(titles).Name); // "men" and "her" are Danish too
    }

    [Fact]
    public void Update_OfAGermanShop_TakesItsWordsToTheirStems()
    {
        using var shop = WordShop.OfTitles(null, [.. Enumerable.Range(1, 9).Select(number => $"Kleid mit Gürtel und Kragen für den Sommer {number}"), "Hemd"]);
        Assert.Equal("german", shop.Index.Language);
        Assert.Equal(9, shop.Find("Kleider").Length);
    }
}
