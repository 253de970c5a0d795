using Vitrine.Search.Understanding;

namespace Vitrine.Search.Tests.Understanding;

public sealed class NumberPhraseTests
{
    [Theory]
    [InlineData("under 50", double.NegativeInfinity, 50, 2)]
    [InlineData("under €50", double.NegativeInfinity, 50, 2)]
    [InlineData("below 19.99 euros", double.NegativeInfinity, 19.99, 3)]
    [InlineData("over $ 100", 100, double.PositiveInfinity, 3)]
    [InlineData("between 20 and 50", 20, 50, 4)]
    [InlineData("between 50 and 20 dollars", 20, 50, 5)]
    [InlineData("under 1,000", double.NegativeInfinity, 1000, 2)]
    [InlineData("unter 2,50 €", double.NegativeInfinity, 2.5, 3)]
    [InlineData("bis zu 1.299,00 €", double.NegativeInfinity, 1299, 4)]
    [InlineData("cheaper than 150 euro", double.NegativeInfinity, 150, 4)]
    [InlineData("up to 20", double.NegativeInfinity, 20, 3)]
    [InlineData("max. 20", double.NegativeInfinity, 20, 2)]
    [InlineData("at least $5", 5, double.PositiveInfinity, 3)]
    [InlineData("von 3 bis 6", 3, 6, 4)]
    [InlineData("zwischen 2 und 5 €", 2, 5, 5)]
    [InlineData("100-200 euro", 100, 200, 2)]
    [InlineData("$100-200", 100, 200, 1)]
    [InlineData("unter 1.000 euro", double.NegativeInfinity, 1000, 3)]
    [InlineData("ab 1.500 euro", 1500, double.PositiveInfinity, 3)]
    [InlineData("moins de 1 000 €", double.NegativeInfinity, 1000, 5)]
    [InlineData("entre 1 000 et 2 000", 1000, 2000, 6)]
    [InlineData("under 0.500", double.NegativeInfinity, 0.5, 2)]
    [InlineData("1000 euro", double.NegativeInfinity, 1000, 2)]
    [InlineData("39,90 €", double.NegativeInfinity, 39.9, 2)]
    [InlineData("€50", double.NegativeInfinity, 50, 1)]
    public void At_AConditionOnANumber_IsRead(string text, double least, double most, int words)
    {
        var found = NumberPhrase.At(text.Split(' '), 0);
        Assert.Equal((text, least, most, words), (found!.Value.Phrase.Text, found.Value.Phrase.Least, found.Value.Phrase.Most, found.Value.Words));
    }

    [Theory]
    [InlineData("over 25m", "m")]
    [InlineData("under 1000g", "g")]
    [InlineData("at least 2.5l", "l")]
    [InlineData("under 50", null)]
    public void At_AUnitWrittenToTheNumber_IsTold(string text, string? unit) => Assert.Equal(unit, NumberPhrase.At(text.Split(' '), 0)!.Value.Phrase.Unit);

    [Theory]
    [InlineData("under armour")]
    [InlineData("over 25xyz")]
    [InlineData("under")]
    [InlineData("between us and 50")]
    [InlineData("between 20 50")]
    [InlineData("50 shirts")]
    [InlineData("100-200")]
    [InlineData("up to date")]
    [InlineData("from 20")]
    [InlineData("under 1,2,3")]
    public void At_OtherWords_AreWords(string text) => Assert.Null(NumberPhrase.At(text.Split(' '), 0));
}
