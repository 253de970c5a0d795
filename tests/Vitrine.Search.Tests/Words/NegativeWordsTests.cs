using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

public sealed class NegativeWordsTests
{
    [Theory]
    [InlineData("dress without sleeves", "dress", "sleeves")]
    [InlineData("jacket without hood in red", "jacket in red", "hood")]
    [InlineData("shoes no laces", "shoes", "laces")]
    [InlineData("no show socks", "no show socks", "")]
    [InlineData("dress without", "dress without", "")]
    [InlineData("without sleeves", "without sleeves", "sleeves")] // what says so
    [InlineData("no show", "no show", "")]
    [InlineData("red dress", "red dress", "")]
    [InlineData("sofa without leather or velvet", "sofa", "leather+velvet")]
    [InlineData("armchair not black, not white", "armchair", "black+white")]
    [InlineData("armchair not black, white or red", "armchair", "black+white+red")]
    [InlineData("sofa without red, in leather", "sofa in leather", "red")]
    [InlineData("sofa -leather", "sofa", "leather")]
    [InlineData("non-leather sofa", "sofa", "leather")]
    [InlineData("non-stick pan", "non-stick pan", "")]
    [InlineData("t-shirt no. 5", "t-shirt no. 5", "")]
    [InlineData("non leather gloves", "gloves", "leather")]
    [InlineData("sofa not made of leather", "sofa", "leather")]
    [InlineData("not velvet armchair", "armchair", "velvet")]
    [InlineData("not leather sofa bed", "sofa bed", "leather")]
    [InlineData("no added sugar", "no added sugar", "added sugar")]
    [InlineData("without palm oil", "without palm oil", "palm oil")]
    [InlineData("without armchair", "without armchair", "armchair")]
    [InlineData("toner without alcohol", "toner", "alcohol")] // though titles say so: it is no kind of toner
    public void Split_English_SetsApartWhatIsNotWanted(string text, string wanted, string without)
    {
        var split = NegativeWords.Split(text.Split(' '), "english", pair => pair is "no show" or "non stick" or "without alcohol", word => word is "armchair" or "sofa" or "bed");
        Assert.Equal((wanted, without), (string.Join(' ', split.Wanted), string.Join('+', split.Without)));
    }

    [Theory]
    [InlineData("robe pas rouge", "robe", "rouge")]
    [InlineData("veste pas en cuir", "veste", "cuir")]
    [InlineData("bottines sans cuir et noires", "bottines et noires", "cuir")]
    public void Split_French_KnowsItsOwnWords(string text, string wanted, string without)
    {
        var split = NegativeWords.Split(text.Split(' '), "french", _ => false, word => word is "robe");
        Assert.Equal((wanted, without), (string.Join(' ', split.Wanted), string.Join('+', split.Without)));
    }

    [Fact]
    public void Split_German_KnowsItsOwnWords()
    {
        var split = NegativeWords.Split(["kleid", "ohne", "ärmel"], "german", _ => false, _ => false);
        Assert.Equal(["ärmel"], split.Without);
        Assert.Equal(["bio"], NegativeWords.Split(["milch", "nicht", "bio"], "german", _ => false, _ => false).Without);
    }

    [Theory]
    [InlineData("english", "lotion fragrance free", "fragrance 1+2")]
    [InlineData("english", "fragrance-free lotion", "fragrance 0+1")]
    [InlineData("english", "sugar free and gluten free", "sugar 0+2 gluten 3+2")]
    [InlineData("english", "free bag", "")]
    [InlineData("german", "creme parfümfrei", "parfüm 1+1")]
    [InlineData("french", "crème free", "")]
    public void LackingIn_WhatIsNotThere_IsFoundWithItsPlace(string language, string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', NegativeWords.LackingIn(text.Split(' '), language).Select(lacking => $"{lacking.Thing} {lacking.At}+{lacking.Count}")));

    [Fact]
    public void Split_ALanguageWithoutSuchWords_LeavesAll() => Assert.Empty(NegativeWords.Split(["dress", "without", "sleeves"], "none", _ => false, _ => false).Without);
}
