using Deque.AxeCore.Playwright;

namespace Vitrine.Browser.Tests;

/// <summary>Phone, dark, and what assistive software finds.</summary>
public sealed class LookTests(BrowserShop shop)
{
    public static TheoryData<string> States { get; } =
    [
        "/", "/?q=white+dress+under+50&why=1", $"/?q=green&like={DrawnShop.Example}", "/?q=zeppelin+lamp", "/?q=white+dress&in.price=0..1", $"/?product={DrawnShop.Example}", $"/?product={DrawnShop.Long}",
        "/?category=Clothing&is.colour=white&in.price=10..90", "/?tab=shop",
    ];

    [Theory]
    [MemberData(nameof(States))]
    public async Task State_LightAtADeskAndDarkOnAPhone_FitsAndHasNothingSeriousForAxe(string state)
    {
        foreach (var window in new[] { Window.Desk, Window.Phone with { IsDark = true } })
        {
            await using var page = await OpenAsync(state, window);
            Assert.True(await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{state} is wider than {window.Width} pixels.");
            var found = await page.Page.RunAxe();
            Assert.Empty(found.Violations.Where(rule => rule.Impact is "serious" or "critical")
                .Select(rule => $"{state}: {rule.Id}: {rule.Help}: {string.Join(" | ", rule.Nodes.Take(3).Select(node => node.Html))}"));
        }
    }

    [Fact]
    public async Task Phone_Filters_FoldAndLeadToTheProducts()
    {
        await using var page = await OpenAsync("/", Window.Phone);
        var panel = page.Page.Locator("#filters");
        await Expect(panel).ToBeHiddenAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Categories and filters" }).ClickAsync();
        await panel.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.Page.WaitForURLAsync("**/?is.*");
        await page.Page.Locator("#hide-filters").ClickAsync();
        await Expect(panel).ToBeHiddenAsync();
        await Expect(page.Cards.First).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Colours_FollowTheSystem_OrTheButton()
    {
        await using var page = await OpenAsync("/", Window.Desk with { IsDark = true });
        Assert.True(await BrightnessAsync(page) < 60);
        var button = page.Page.Locator("#theme");
        await button.ClickAsync();
        Assert.True(await BrightnessAsync(page) > 200);
        await page.Page.ReloadAsync();
        Assert.True(await BrightnessAsync(page) > 200);
        await button.ClickAsync();
        Assert.True(await BrightnessAsync(page) < 60);
    }

    private async Task<ShopPage> OpenAsync(string state, Window window)
    {
        var page = await shop.OpenAsync(state, window);
        await Expect(page.Page.Locator(state.Contains("tab=", StringComparison.Ordinal) ? ".tile" : ".card:not(.ghost), .empty").First).ToBeAttachedAsync();
        if (state.Contains("product=", StringComparison.Ordinal))
            await Expect(page.Product).ToBeVisibleAsync();
        return page;
    }

    private static Task<double> BrightnessAsync(ShopPage page) =>
        page.Page.EvaluateAsync<double>("Math.max(...getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).map(Number))");
}
