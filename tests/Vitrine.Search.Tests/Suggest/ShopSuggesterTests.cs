using Vitrine.Catalogue;
using Vitrine.Search.Log;
using Vitrine.Search.Suggest;
using Vitrine.Search.Tests.Words;

namespace Vitrine.Search.Tests.Suggest;

/// <summary>What a search box proposes in a small shop.</summary>
public sealed class ShopSuggesterTests(ShopSuggesterTests.Shop fixture) : IClassFixture<ShopSuggesterTests.Shop>
{
    /// <summary>Dresses of two branches in several colours, drapes in blue alone, and a few single things.</summary>
    public sealed class Shop : IDisposable
    {
        private readonly WordShop words = new(
        [
            .. Enumerable.Range(0, 30).Select(number => Of($"W{number}", $"Lumina {(number % 3 == 0 ? "red" : "green")} dress", ["Women", "Dresses"])),
            .. Enumerable.Range(0, 10).Select(number => Of($"G{number}", "red dress for girls", ["Girls", "Dresses"])),
            .. Enumerable.Range(0, 25).Select(number => Of($"D{number}", "blue drapes", ["Home", "Curtains"])),
            .. Enumerable.Range(0, 6).Select(number => Of($"S{number}", "red shoe", ["Women", "Shoes"])),
            Of("X-17", "Dragon kite with a red tail", ["Toys", "Kites"]),
            Of("X-18", "Crème brûlée set", ["Home", "Kitchen"]),
        ]);

        public Shop() => Suggester = ShopSuggester.Open(words.Path);

        public ShopSuggester Suggester { get; }

        public void Dispose()
        {
            Suggester.Dispose();
            words.Dispose();
        }

        private static ProductData Of(string id, string title, string[] path) => new(id, title, path) { Description = "Draped over a dresser it looks dramatic." };
    }

    [Fact]
    public void Suggest_ABarcode_IsProposedToNobody()
    {
        using var shop = new WordShop([new("A", "Gold chain", ["Chains"]) { Attributes = WordShop.Attributes(("EAN", "4502517125175")) }, new("B", "Silver chain", ["Chains"]) { Attributes = WordShop.Attributes(("EAN", "4502517125182")) }], "english");
        using var suggester = ShopSuggester.Open(shop.Path);
        Assert.DoesNotContain(suggester.Suggest("chain 4").Concat(suggester.Suggest("4502")).Where(proposal => proposal.Kind == SuggestionKind.Words), proposal => proposal.Text.Contains("4502", StringComparison.Ordinal));
    }

    [Fact]
    public void Suggest_AWordThatIsOnlyWrittenWithAHyphen_IsNeverJoined()
    {
        using var shop = WordShop.OfTitles("german", "Müller-Thurgau 2024", "Müller-Thurgau trocken", "Powerbank klein", "Powerbank groß", "Power Bank rot");
        using var suggester = ShopSuggester.Open(shop.Path);
        Assert.DoesNotContain(suggester.Suggest("mül"), proposal => proposal.Text.Contains("müllerthurgau", StringComparison.Ordinal));
        Assert.Equal("müller", suggester.Suggest("mül")[0].Text);
        Assert.Contains(suggester.Suggest("pow"), proposal => proposal.Text == "powerbank");
    }

    [Theory]
    [InlineData("dr", "dress,drapes")] // dragon is of one product, the words of descriptions name none
    [InlineData("red dr", "red dress,red dragon")] // no red drapes
    [InlineData("Red DR", "red dress,red dragon")]
    [InlineData("blue dr", "blue drapes")]
    [InlineData("red drses ", "red dress")]
    [InlineData("green drse", "green dress")]
    [InlineData("rde dre", "red dress")]
    [InlineData("red", "red dress,red dresses,red shoe")]
    [InlineData("red ", "red dress,red dresses,red shoe")]
    [InlineData("creme br", "creme brûlée")]
    public void Suggest_ABeginning_ProposesWhatProductsHaveTogether(string typed, string first)
    {
        var words = Texts(typed, SuggestionKind.Words);
        Assert.All(first.Split(','), wanted => Assert.Contains(wanted.Replace("dresses", "dress", StringComparison.Ordinal), words.Select(word => word.Replace("dresses", "dress", StringComparison.Ordinal).Replace("shoes", "shoe", StringComparison.Ordinal))));
        Assert.DoesNotContain("red drapes", words);
        Assert.DoesNotContain("dramatic", words);
    }

    [Fact]
    public void Suggest_MoreProducts_GoFirst() => Assert.Equal(["dress", "drapes"], [.. Texts("dr", SuggestionKind.Words).Take(2).Select(word => word.Replace("dresses", "dress", StringComparison.Ordinal))]);

    [Fact]
    public void Suggest_OneTermInTwoForms_IsProposedOnce() => Assert.Single(Texts("dres", SuggestionKind.Words));

    [Theory]
    [InlineData("purple dr")]
    [InlineData("blue ki")]
    [InlineData("xyzzy")]
    [InlineData("")]
    [InlineData("   ")]
    public void Suggest_WhatNoProductHas_ProposesNothing(string typed) => Assert.Empty(fixture.Suggester.Suggest(typed));

    [Fact]
    public void Suggest_WordsOfSeveralBranches_NamesThem()
    {
        var found = fixture.Suggester.Suggest("red dr").Where(suggestion => suggestion.Kind == SuggestionKind.Category).ToArray();
        Assert.All(found, suggestion => Assert.StartsWith("red dress", suggestion.Text, StringComparison.Ordinal));
        Assert.Equal(["Girls/Dresses", "Women/Dresses"], found.Select(suggestion => string.Join('/', suggestion.In!)).Order());
    }

    [Theory]
    [InlineData("dragon", "X-17")]
    [InlineData("dragon ki", "X-17")]
    [InlineData("X-1", "X-17,X-18")]
    [InlineData("x-18", "X-18")]
    public void Suggest_FewProductsLeft_NamesThem(string typed, string ids) =>
        Assert.Equal(ids.Split(','), fixture.Suggester.Suggest(typed).Where(suggestion => suggestion.Kind == SuggestionKind.Product).Select(suggestion => suggestion.Id));

    [Fact]
    public void Suggest_WhatPeopleAskFor_GoesFirst()
    {
        using var shop = WordShop.OfTitles(null, [.. Enumerable.Repeat("red dress", 9), .. Enumerable.Repeat("red drape", 5), "red dragon"]);
        void Ask(string text, int times)
        {
            for (var time = 0; time < times; time++)
                QueryLog.Append(shop.Path, LoggedQuery.Now(text, ["P0"], 1), TestContext.Current.CancellationToken);
        }

        Ask("Red Dragon", 5);
        Ask("red drape with unicorns", 5); // nothing has it
        Ask("red drape", 4); // too few
        using var suggester = ShopSuggester.Open(shop.Path);
        Assert.Equal(["red dragon", "red dress", "red drape"], suggester.Suggest("red dr").Where(suggestion => suggestion.Kind == SuggestionKind.Words).Select(suggestion => suggestion.Text));
    }

    [Fact]
    public void Suggest_Count_IsKept()
    {
        for (var count = 1; count < 10; count++)
            Assert.InRange(fixture.Suggester.Suggest("red", count).Count, 1, count);
        Assert.Throws<UsageException>(() => fixture.Suggester.Suggest("red", 0));
    }

    private string[] Texts(string typed, SuggestionKind kind) => [.. fixture.Suggester.Suggest(typed).Where(suggestion => suggestion.Kind == kind).Select(suggestion => suggestion.Text)];
}
