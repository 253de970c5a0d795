using System.Globalization;

namespace Vitrine.Browser.Tests;

/// <summary>Categories, facets, ranges and orders.</summary>
public sealed class NarrowingTests(BrowserShop shop)
{
    [Fact]
    public async Task Category_DrilledDown_HoldsWhatItsNumberSays()
    {
        await using var page = await shop.OpenAsync();
        var tree = page.Page.GetByRole(AriaRole.Navigation, new() { Name = "Categories" });
        foreach (var name in new[] { "Clothing", "Tops" })
        {
            var branch = tree.Locator(".branches a", new() { HasText = name });
            var expected = ShopPage.NumberIn((await branch.Locator(".number").TextContentAsync())!);
            await branch.ClickAsync();
            await Expect(page.Count).ToHaveTextAsync($"{expected} products");
        }

        Assert.Equal("?category=Clothing&category=Tops", page.Query);
        await tree.GetByRole(AriaRole.Link, new() { Name = "All" }).ClickAsync();
        await Expect(page.Count).ToHaveTextAsync($"{DrawnShop.Products} products");
    }

    [Fact]
    public async Task Facet_Ticked_NarrowsAndIsTakenOff()
    {
        await using var page = await shop.OpenAsync("/?category=Clothing");
        await page.SettleAsync();
        var all = await page.FoundAsync();
        var colour = page.Page.GetByRole(AriaRole.Group, new() { Name = "Colour" }).Locator("label").First;
        var (name, expected) = ((await colour.Locator("span").First.TextContentAsync())!, ShopPage.NumberIn((await colour.Locator(".number").TextContentAsync())!));
        await colour.ClickAsync();

        await Expect(page.Count).ToHaveTextAsync($"{expected} products");
        Assert.True(expected < all, $"{expected} of {all}");
        await Expect(page.Page.GetByRole(AriaRole.Checkbox, new() { Name = name })).ToBeFocusedAsync(); // the keyboard stays where it was
        await page.Page.GetByRole(AriaRole.Button, new() { Name = $"Remove: Colour: {name}" }).ClickAsync();
        await Expect(page.Count).ToHaveTextAsync($"{all} products");
    }

    [Fact]
    public async Task Price_InARangeAndInOrder_IsKept()
    {
        await using var page = await shop.OpenAsync();
        await page.Page.GetByLabel("Price from").FillAsync("20");
        await page.Page.GetByLabel("Price from").PressAsync("Tab");
        await page.Page.GetByLabel("Price to").FillAsync("40");
        await page.Page.GetByLabel("Price to").PressAsync("Tab");
        await page.Page.WaitForURLAsync("**/?in.price=20..40");
        await page.Page.GetByLabel("Sort").SelectOptionAsync("-price");
        await page.Page.WaitForURLAsync("**sort=-price");
        await page.SettleAsync();

        double[] prices = [.. (await page.Page.Locator(".card .price").AllTextContentsAsync()).Select(price => double.Parse(price, CultureInfo.InvariantCulture))];
        Assert.All(prices, price => Assert.InRange(price, 20, 40));
        Assert.Equal(prices.OrderDescending(), prices);
    }

    [Fact]
    public async Task LeaveOut_Words_AreTakenOut()
    {
        await using var page = await shop.OpenAsync("/?q=dress");
        await page.SettleAsync();
        await page.Page.GetByLabel("Words that no product may have").FillAsync("white");
        await page.Page.GetByLabel("Words that no product may have").PressAsync("Enter");
        await page.Page.WaitForURLAsync("**/?q=dress&not=white");
        await page.SettleAsync();
        Assert.DoesNotContain(await page.Page.Locator(".card h3").AllTextContentsAsync(), title => title.Contains("white", StringComparison.OrdinalIgnoreCase));
    }
}
