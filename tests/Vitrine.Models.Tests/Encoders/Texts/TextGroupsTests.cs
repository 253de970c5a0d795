using Vitrine.Models.Encoders.Texts;

namespace Vitrine.Models.Tests.Encoders.Texts;

public class TextGroupsTests
{
    [Fact]
    public void Of_TitlesInAnyFormAndCase_AreOneGroup() =>
        Assert.Equal([0, 1, 0, 0, 2], TextGroups.Of(["Café  shirt", "cafe shirt", "CAFE\u0301 shirt", " café shirt", ""]));

    [Fact]
    public void Of_TitlesOfTheSameWordsButOtherSigns_AreTwo() => Assert.Equal([0, 1], TextGroups.Of(["shirt: red", "shirt, red"]));
}
