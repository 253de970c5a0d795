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
    public void At_AConditionOnANumber_IsRead(string text, double least, double most, int words)
    {
        var found = NumberPhrase.At(text.Split(' '), 0);
        Assert.Equal((text, least, most, words), (found!.Value.Phrase.Text, found.Value.Phrase.Least, found.Value.Phrase.Most, found.Value.Words));
    }

    [Theory]
    [InlineData("under armour")]
    [InlineData("under")]
    [InlineData("between us and 50")]
    [InlineData("between 20 50")]
    [InlineData("50 shirts")]
    public void At_OtherWords_AreWords(string text) => Assert.Null(NumberPhrase.At(text.Split(' '), 0));
}
