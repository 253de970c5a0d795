namespace Vitrine.Browser.Tests;

/// <summary>Everything without a pointer.</summary>
public sealed class KeyboardTests(BrowserShop shop)
{
    [Fact]
    public async Task Search_ByKeysAlone_OpensAProductAndReturns()
    {
        await using var page = await shop.OpenAsync();
        await page.SettleAsync();
        await TabToAsync(page, "#words");
        await page.Page.Keyboard.TypeAsync("white dress");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForURLAsync("**/?q=white+dress");
        await page.SettleAsync();

        await TabToAsync(page, ".card > a");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Product).ToBeVisibleAsync();
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Product).ToBeHiddenAsync();
        await Expect(page.Cards.First.GetByRole(AriaRole.Link)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task SkipLink_LeadsToTheProducts()
    {
        await using var page = await shop.OpenAsync();
        await page.SettleAsync();
        await page.Page.Keyboard.PressAsync("Tab");
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Page.Locator("#results")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Suggestions_ByArrows_AreTaken()
    {
        await using var page = await shop.OpenAsync();
        await page.Words.PressSequentiallyAsync("dres");
        var options = page.Page.GetByRole(AriaRole.Listbox, new() { Name = "Suggestions" }).GetByRole(AriaRole.Option);
        await Expect(options.First).ToBeVisibleAsync();
        await Expect(page.Words).ToHaveAttributeAsync("aria-expanded", "true");
        await page.Words.PressAsync("ArrowDown");
        await Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(page.Words).ToHaveAttributeAsync("aria-activedescendant", (await options.First.GetAttributeAsync("id"))!);
        await page.Words.PressAsync("Escape");
        await Expect(options).ToHaveCountAsync(0);
        await Expect(page.Words).ToHaveValueAsync("dres");

        await page.Words.PressAsync("ArrowDown");
        await Expect(options.First).ToBeVisibleAsync();
        await page.Words.PressAsync("ArrowDown");
        await page.Words.PressAsync("Enter");
        await Expect(page.Words).ToHaveAttributeAsync("aria-expanded", "false");
        Assert.NotEqual("", page.Query);
    }

    [Fact]
    public async Task MoreButton_Pressed_LeadsToTheFirstNewProduct()
    {
        await using var page = await shop.OpenAsync();
        await page.Page.AddInitScriptAsync("window.IntersectionObserver = class { observe() {} unobserve() {} };"); // nothing comes by itself
        await page.Page.ReloadAsync();
        await Expect(page.Cards.First).ToBeVisibleAsync();
        var before = await page.Cards.CountAsync();
        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Show more products" }).PressAsync("Enter");
        await Expect(page.Cards.Nth(before).GetByRole(AriaRole.Link)).ToBeFocusedAsync();
    }

    private static async Task TabToAsync(ShopPage page, string selector)
    {
        const int Most = 80;
        for (var i = 0; i < Most; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            if (await page.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
        }

        Assert.Fail($"{Most} presses of Tab do not lead to {selector}.");
    }
}
