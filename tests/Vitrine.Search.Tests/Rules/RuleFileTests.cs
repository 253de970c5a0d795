using Vitrine.Catalogue;
using Vitrine.Search.Rules;

namespace Vitrine.Search.Tests.Rules;

/// <summary>What a line of rules.txt says, and what is said of one that says nothing.</summary>
public sealed class RuleFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Read_EveryKindOfLine_SaysWhatItSays()
    {
        Write("# the season", "", "for red dress: pin SKU 7 at 2 # the photo is new", "with \"dress\": boost brand=Lumina Rose by 2.5", "in Women/Sale: bury product 1002 by 4", "for dress: boost in Women/Dresses by 2",
            "for returns: go to https://shop.example/back#how", "for gifts: go to /gifts", "for sale: go to Women/Sale");
        var rules = RuleFile.Read(folder.FullName);
        Assert.Equal([3, 4, 5, 6, 7, 8, 9], rules.Select(rule => rule.Line));
        Assert.Equal([new RuleScope.Whole("red dress"), new RuleScope.Containing("dress"), new RuleScope.Branch("Women/Sale"), new RuleScope.Whole("dress"), new RuleScope.Whole("returns"), new RuleScope.Whole("gifts"), new RuleScope.Whole("sale")],
            rules.Select(rule => rule.Scope));
        Assert.Equal([new RuleAction.Pin("SKU 7", 2), new RuleAction.Weigh(new RuleSubject.Value("brand", "Lumina Rose"), 2.5), new RuleAction.Weigh(new RuleSubject.Product("1002"), 0.25), new RuleAction.Weigh(new RuleSubject.Branch("Women/Dresses"), 2),
            new RuleAction.Redirect(new RuleTarget("https://shop.example/back#how", false)), new RuleAction.Redirect(new RuleTarget("/gifts", false)), new RuleAction.Redirect(new RuleTarget("Women/Sale", true))],
            rules.Select(rule => rule.Action));
    }

    [Theory]
    [InlineData("for a: pin 1 at 1", "2000-01-01", true)]
    [InlineData("for a: pin 1 at 1 from 2026-12-01", "2026-11-30T23:59", false)]
    [InlineData("for a: pin 1 at 1 from 2026-12-01", "2026-12-01", true)]
    [InlineData("for a: pin 1 at 1 to 2026-12-24", "2026-12-24T23:59", true)]
    [InlineData("for a: pin 1 at 1 to 2026-12-24", "2026-12-25", false)]
    [InlineData("for a: pin 1 at 1 from 2026-12-01T08:00 to 2026-12-01T20:00", "2026-12-01T19:59", true)]
    [InlineData("for a: pin 1 at 1 from 2026-12-01T08:00 to 2026-12-01T20:00", "2026-12-01T20:00", false)]
    [InlineData("for a: go to https://shop.example/a to 2026-12-24", "2026-12-25", false)]
    public void IsOn_ATime_IsBetweenBoth(string line, string time, bool isOn)
    {
        Write(line);
        Assert.Equal(isOn, RuleFile.Read(folder.FullName)[0].IsOn(DateTimeOffset.Parse($"{(time.Contains('T') ? time : $"{time}T00:00")}Z")));
    }

    [Theory]
    [InlineData("red dress pin 1", "colon")]
    [InlineData("query red: pin 1 at 1", "for WORDS")]
    [InlineData("for : pin 1 at 1", "for WORDS")]
    [InlineData("for red: raise 1", "pin ID at PLACE")]
    [InlineData("for red: pin 1", "pin ID at PLACE")]
    [InlineData("for red: pin 1 at 0", "place from 1")]
    [InlineData("for red: pin 1 at first", "place from 1")]
    [InlineData("for red: boost colour=red by 0.5", "factor above 1")]
    [InlineData("for red: boost colour=red by 5000", "factor above 1")]
    [InlineData("for red: boost red by 2", "FIELD=VALUE")]
    [InlineData("for red: go to javascript:alert(1)", "https://")]
    [InlineData("for red: go to ftp://shop.example", "https://")]
    [InlineData("for red: go to //shop.example", "https://")]
    [InlineData("for red: pin 1 at 1 from tomorrow", "2026-12-24")]
    [InlineData("for red: pin 1 at 1 from 2026-12-24 to 2026-12-01", "later")]
    public void Read_NoRule_IsNamedWithWhatWasExpected(string line, string expected)
    {
        Write("for red: pin 1 at 1", line);
        var error = Assert.Throws<BadDataException>(() => RuleFile.Read(folder.FullName));
        Assert.Equal(2, error.Line);
        Assert.Contains(expected, error.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFile_HasNone() => Assert.Empty(RuleFile.Read(folder.FullName));

    [Fact]
    public void Read_AHugeFile_IsRefusedBeforeItIsRead()
    {
        using (var file = File.Create(RuleFile.PathIn(folder.FullName)))
            file.SetLength(1 << 21);
        Assert.Throws<BadDataException>(() => RuleFile.Read(folder.FullName));
        Write([.. Enumerable.Range(0, 10_001).Select(number => $"for a{number}: pin 1 at 1")]);
        Assert.Equal(10_001, Assert.Throws<BadDataException>(() => RuleFile.Read(folder.FullName)).Line);
    }

    public void Dispose() => folder.Dispose();

    private void Write(params string[] lines) => File.WriteAllLines(RuleFile.PathIn(folder.FullName), lines);
}
