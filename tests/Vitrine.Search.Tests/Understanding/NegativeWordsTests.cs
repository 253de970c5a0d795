using Vitrine.Search.Understanding;

namespace Vitrine.Search.Tests.Understanding;

public sealed class NegativeWordsTests
{
    [Theory]
    [InlineData("dress without sleeves", "dress", "sleeves")]
    [InlineData("jacket without hood in red", "jacket in red", "hood")]
    [InlineData("shoes no laces", "shoes", "laces")]
    [InlineData("no show socks", "no show socks", "")]
    [InlineData("dress without", "dress without", "")]
    [InlineData("without sleeves", "without sleeves", "")]
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
    public void Split_English_SetsApartWhatIsNotWanted(string text, string wanted, string without)
    {
        var split = NegativeWords.Split(text.Split(' '), "english", pair => pair is "no show" or "non stick");
        Assert.Equal((wanted, without), (string.Join(' ', split.Wanted), string.Join('+', split.Without)));
    }

    [Theory]
    [InlineData("robe pas rouge", "robe", "rouge")]
    [InlineData("veste pas en cuir", "veste", "cuir")]
    [InlineData("bottines sans cuir et noires", "bottines et noires", "cuir")]
    public void Split_French_KnowsItsOwnWords(string text, string wanted, string without)
    {
        var split = NegativeWords.Split(text.Split(' '), "french", _ => false);
        Assert.Equal((wanted, without), (string.Join(' ', split.Wanted), string.Join('+', split.Without)));
    }

    [Fact]
    public void Split_German_KnowsItsOwnWords()
    {
        var split = NegativeWords.Split(["kleid", "ohne", "ärmel"], "german", _ => false);
        Assert.Equal(["ärmel"], split.Without);
        Assert.Equal(["bio"], NegativeWords.Split(["milch", "nicht", "bio"], "german", _ => false).Without);
    }

    [Fact]
    public void Split_ALanguageWithoutSuchWords_LeavesAll() => Assert.Empty(NegativeWords.Split(["dress", "without", "sleeves"], "none", _ => false).Without);
}
