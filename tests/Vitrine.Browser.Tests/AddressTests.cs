namespace Vitrine.Browser.Tests;

/// <summary>Every state has an address; back and forward go through them; more products come by scrolling.</summary>
public sealed class AddressTests(BrowserShop shop)
{
    private const string Everything = "/?q=dress&not=pink&typed=1&category=Clothing&is.colour=white&is.colour=grey&in.price=10..90&sort=price&why=1";

    [Fact]
    public async Task Address_OfEverything_ShowsTheSameElsewhere()
    {
        await using var page = await shop.OpenAsync(Everything);
        var ids = await page.IdsAsync();
        Assert.NotEmpty(ids);
        Assert.Equal(Everything, $"/{page.Query}");
        await Expect(page.Words).ToHaveValueAsync("dress");
        await Expect(page.Page.GetByRole(AriaRole.Checkbox, new() { Name = "white" })).ToBeCheckedAsync();
        await Expect(page.Page.GetByLabel("Price to")).ToHaveValueAsync("90");
        await Expect(page.Page.GetByLabel("Sort")).ToHaveValueAsync("price");

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Copy link" }).ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Link copied.");
        var copied = await page.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        await using var elsewhere = await shop.OpenAsync(new Uri(copied).PathAndQuery);
        Assert.Equal(ids, await elsewhere.IdsAsync());
    }

    [Fact]
    public async Task Back_AndForward_GoThroughTheSearches()
    {
        await using var page = await shop.OpenAsync();
        await page.SearchAsync("white dress");
        await page.SearchAsync("blue sneakers");
        await page.Cards.First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.Product).ToBeVisibleAsync();

        await page.Page.GoBackAsync();
        await Expect(page.Product).ToBeHiddenAsync();
        await page.Page.GoBackAsync();
        await Expect(page.Count).ToContainTextAsync("white dress");
        await Expect(page.Words).ToHaveValueAsync("white dress");
        await page.Page.GoForwardAsync();
        await Expect(page.Count).ToContainTextAsync("blue sneakers");
    }

    [Fact]
    public async Task Scrolling_Down_LoadsMore_AndBackFindsThePlaceAgain()
    {
        await using var page = await shop.OpenAsync();
        await Expect(page.Cards).Not.ToHaveCountAsync(0);
        var first = await page.Cards.CountAsync();
        await page.Cards.Last.ScrollIntoViewIfNeededAsync();
        await Expect(page.Cards.Nth(first)).ToBeAttachedAsync();
        await page.Cards.Nth(first).ScrollIntoViewIfNeededAsync();
        var place = await page.Page.EvaluateAsync<int>("scrollY");
        Assert.True(place > 0);

        await page.Page.EvaluateAsync("document.querySelector('.branches a').click()");
        await page.Page.WaitForURLAsync("**category=*");
        await page.SettleAsync();
        await page.Page.GoBackAsync();
        await Expect(page.Cards.Nth(first)).ToBeAttachedAsync();
        await page.Page.WaitForFunctionAsync("place => Math.abs(scrollY - place) < 50", place);
    }

    [Fact]
    public async Task ShopView_HasAnAddress()
    {
        await using var page = await shop.OpenAsync();
        await page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Views" }).GetByRole(AriaRole.Link, new() { Name = "Shop" }).ClickAsync();
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Your shop" })).ToBeVisibleAsync();
        await Expect(page.Page.Locator(".tile").First).ToContainTextAsync($"{DrawnShop.Products}");
        Assert.Equal("?tab=shop", page.Query);
    }
}
