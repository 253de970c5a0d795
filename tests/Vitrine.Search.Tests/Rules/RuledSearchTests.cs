using Vitrine.Catalogue;
using Vitrine.Search.Fields;
using Vitrine.Search.Rules;
using Vitrine.Search.Shop;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Rules;

/// <summary>What rules do to the answers of a shop of words.</summary>
public sealed class RuledSearchTests : IDisposable
{
    private readonly WordShop shop;

    public RuledSearchTests()
    {
        shop = new WordShop(
        [
            .. Enumerable.Range(0, 12).Select(number => new ProductData($"D{number}", number % 2 == 0 ? "red dress" : "long red dress", ["Women", "Dresses"]) { Attributes = WordShop.Attributes(("brand", number % 3 == 0 ? "Lumina" : "Orbit")) }),
            .. Enumerable.Range(0, 6).Select(number => new ProductData($"S{number}", "blue shoe", ["Women", "Shoes"])),
        ]);
        FieldIndexWriter.Update(shop.Store);
    }

    [Theory]
    [InlineData("red dress")]
    [InlineData("Red Dresses")]
    [InlineData("red drses")]
    public void Answer_APin_StandsAtItsPlace(string text)
    {
        Write("for red dress: pin D7 at 2", "for red dress: pin S3 at 1");
        var answer = Answer(text);
        Assert.Equal(["S3", "D7"], Ids(answer).Take(2));
        Assert.Equal(Ids(answer), Ids(answer).Distinct());
        Assert.Equal(2, answer.Rules.Rules.Count);
        Assert.Equal(["Product D7 stands at place 2.", "Product S3 stands at place 1."], answer.Rules.Rules.Select(rule => rule.Effect));
    }

    [Fact]
    public void Answer_Pages_AreThoseOfOneOrder()
    {
        Write("for red dress: pin D7 at 5", "with dress: boost brand=lumina by 3");
        var whole = Ids(Answer("red dress", count: 12));
        Assert.Equal("D7", whole[4]);
        Assert.Equal(whole, Enumerable.Range(0, 4).SelectMany(page => Ids(Answer("red dress", count: 3, offset: 3 * page))));
    }

    [Fact]
    public void Answer_APinOutsideOfTheFilter_IsNotShown()
    {
        Write("for red dress: pin S3 at 1");
        Assert.DoesNotContain("S3", Ids(Answer("red dress", category: "Women/Dresses")));
    }

    [Theory]
    [InlineData("with dress: boost brand=LUMINA by 20", true)]
    [InlineData("with dress: bury brand=Lumina by 20", false)]
    public void Answer_AFactor_MovesWhatItIsAbout(string rule, bool isUp)
    {
        Write(rule);
        var places = shop.Store.Products().Where(product => product.Attributes.Values.Any(values => values.Contains("Lumina"))).Select(product => product.Id).ToHashSet();
        var ids = Ids(Answer("long red dresses", count: 12));
        double Mean(bool isLumina) => ids.Index().Where(id => places.Contains(id.Item) == isLumina).Average(id => id.Index);
        Assert.Equal(isUp, Mean(isLumina: true) < Mean(isLumina: false));
        var shown = Answer("long red dresses", count: 12).Hits.Select(hit => (MatchProbability)hit.Nearness).First(nearness => nearness.Shares.Any(share => share.Signal == "rules"));
        Assert.Equal(isUp ? Math.Log(20) : -Math.Log(20), shown.Shares[^1].LogOdds, 6);
    }

    [Fact]
    public void Answer_RulesTakenBack_IsAsWithoutThem()
    {
        var before = Ids(Answer("red dress"));
        Write("for red dress: pin S3 at 1", "with red: bury in Women/Dresses by 9", "for red dress: go to Women");
        var taken = Answer("red dress", ignoresRules: true);
        Assert.Equal(before, Ids(taken));
        Assert.Empty(taken.Rules.Rules);
        Assert.NotEqual(before, Ids(Answer("red dress")));
    }

    [Fact]
    public void Answer_ARedirect_IsToldWithTheHits()
    {
        Write("for red dress: go to https://shop.example/red", "for red dress: go to Women/Dresses");
        var answer = Answer("red dress");
        Assert.Equal(new RuleTarget("https://shop.example/red", IsBranch: false), answer.Rules.Redirect);
        Assert.NotEmpty(answer.Hits);
        Assert.Null(Answer("red").Rules.Redirect);
    }

    [Theory]
    [InlineData("for dress: pin S1 at 1", "red dress")] // just these words
    [InlineData("with blue dress: pin S1 at 1", "red dress")]
    [InlineData("in Women/Shoes: pin S1 at 1", "red dress")]
    [InlineData("for red dress: pin S1 at 1 to 2020-01-01", "red dress")]
    [InlineData("for red dress: pin NONE at 1", "red dress")]
    [InlineData("for red dress: boost brand=None by 2", "red dress")]
    [InlineData("for red dress: boost size=40 by 2", "red dress")]
    [InlineData("in Garden: pin S1 at 1", "red dress")]
    public void Answer_ARuleForSomethingElse_DoesNothing(string rule, string text)
    {
        Write(rule);
        Assert.Empty(Answer(text).Rules.Rules);
        Assert.Empty(Answer(text, category: "Dresses").Rules.Rules);
    }

    [Fact]
    public void Answer_ABranchThatIsLookedThrough_IsInItsOrder()
    {
        Write("in Women: pin S5 at 2", "in Women/Dresses: bury brand=Lumina by 2", "in women > dresses: boost product D10 by 2");
        var dresses = Ids(Answer(null, category: "Women/Dresses", count: 20));
        Assert.Equal(12, dresses.Length);
        Assert.Equal("D10", dresses[0]);
        Assert.Equal(["D0", "D3", "D6", "D9"], dresses[^4..]);
        Assert.Equal(dresses, Enumerable.Range(0, 6).SelectMany(page => Ids(Answer(null, category: "Women/Dresses", count: 2, offset: 2 * page))));
        Assert.Equal("S5", Ids(Answer(null, category: "Women"))[1]);
    }

    [Fact]
    public void MissingOf_WhatTheShopDoesNotHave_IsNamed()
    {
        Write("for red: pin NONE at 1", "for red: boost size=40 by 2", "for red: boost brand=None by 2", "in Garden: pin D1 at 1", "for the: pin D1 at 1", "for red: go to Garden", "for red: pin D1 at 1");
        using var search = ShopSearch.Open(shop.Path, modelName: null);
        var missing = search.Rules.All.Select(search.Rules.MissingOf).ToArray();
        Assert.All(missing[..^1], sentence => Assert.False(string.IsNullOrEmpty(sentence)));
        Assert.Contains("'NONE'", missing[0], StringComparison.Ordinal);
        Assert.Null(missing[^1]);
    }

    public void Dispose() => shop.Dispose();

    private void Write(params string[] lines) => File.WriteAllLines(RuleFile.PathIn(shop.Path), lines);

    private ShopAnswer Answer(string? text, string? category = null, int count = 10, int offset = 0, bool ignoresRules = false)
    {
        using var search = ShopSearch.Open(shop.Path, modelName: null);
        return search.Answer(new ShopQuery { Text = text, Category = category, Count = count, Offset = offset, IgnoresRules = ignoresRules });
    }

    private static string[] Ids(ShopAnswer answer) => [.. answer.Hits.Concat(answer.LessLikely).Select(hit => hit.Product.Id)];
}
