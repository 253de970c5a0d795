using System.Globalization;

namespace Vitrine.Browser.Tests;

/// <summary>A search by words: what is found, how it was read, and what to do when there is nothing.</summary>
public sealed class TextSearchTests(BrowserShop shop)
{
    [Fact]
    public async Task Words_Typed_FindWhatTheyName()
    {
        await using var page = await shop.OpenAsync();
        await page.SearchAsync("white dress");

        await Expect(page.Cards.First).ToContainTextAsync("Dresses");
        await Expect(page.Count).ToContainTextAsync("for “white dress”");
        Assert.Equal("?q=white+dress", page.Query);
        Assert.Equal("white dress – Vitrine", await page.Page.TitleAsync());
        await Expect(page.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("found");
    }

    [Fact]
    public async Task Slip_IsMended_AndTakenBack()
    {
        await using var page = await shop.OpenAsync();
        await page.SearchAsync("white drss under 50");
        var note = page.Page.Locator("#understood");
        await Expect(note).ToContainTextAsync("at most 50");
        await Expect(note).ToContainTextAsync("'drss' was read as 'dress'");

        await note.GetByRole(AriaRole.Button, new() { Name = "Search as typed" }).ClickAsync();
        await Expect(note).ToContainTextAsync("exactly what was typed");
        Assert.Contains("typed=1", page.Query);
    }

    [Fact]
    public async Task LessLikely_StandApart()
    {
        await using var page = await shop.OpenAsync();
        await page.SettleAsync();
        await page.Page.RouteAsync("**/v1/search", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = $$"""{"understood":{"text":"dress","notes":[]},"total":1,"isTotalExact":true,"weights":[],"facets":[],"hits":[{{Hit("A", 0.9)}},{{Hit("B", 0.1)}},{{Hit("C", 0.05)}}]}""",
        }));
        await page.SearchAsync("dress");

        var less = page.Page.GetByRole(AriaRole.Region, new() { Name = "Less likely" });
        await Expect(less.Locator(".card")).ToHaveCountAsync(2);
        Assert.Equal(["A", "B", "C"], await page.IdsAsync());
        Assert.Equal(1, await page.FoundAsync());

        static string Hit(string id, double probability) => string.Create(CultureInfo.InvariantCulture,
            $$"""{"id":"{{id}}","title":"{{id}}","category":["Dresses"],"isLikely":{{(probability > 0.5 ? "true" : "false")}},"probability":{{probability}},"attributes":{},"numbers":{},"image":null}""");
    }

    [Fact]
    public async Task NothingFound_OffersWaysOut()
    {
        await using var page = await shop.OpenAsync("/?q=white+dress&in.price=0..1");
        await Expect(page.Page.GetByRole(AriaRole.Heading, new() { Name = "Nothing found for “white dress”" })).ToBeVisibleAsync();

        await page.Page.GetByRole(AriaRole.Button, new() { Name = "Remove “Price from 0 to 1”" }).ClickAsync();
        await Expect(page.Cards.First).ToBeVisibleAsync();
        Assert.Equal("?q=white+dress", page.Query);
    }

    [Fact]
    public async Task Explanation_Asked_ShowsWhatEachSignalSays()
    {
        await using var page = await shop.OpenAsync("/?q=white+dress");
        await page.Page.GetByRole(AriaRole.Switch, new() { Name = "Why these?" }).CheckAsync();

        var why = page.Cards.First.Locator("dl.why");
        await Expect(why).ToContainTextAsync("Words");
        await Expect(why).ToContainTextAsync("Photo");
        Assert.Contains("why=1", page.Query);
    }

    [Fact]
    public async Task Product_WithoutAPhoto_SaysSo()
    {
        await using var page = await shop.OpenAsync("/?q=zeppelin+lamp");
        await Expect(page.Page.Locator($".card[data-id={DrawnShop.Unseen}]")).ToContainTextAsync("No photo");
    }

    [Fact]
    public async Task Markup_InWhatProductsSay_IsText()
    {
        const string Markup = "<img src=x onerror=alert(1)>";
        await using var page = await shop.OpenAsync();
        await page.SettleAsync();
        await page.Page.RouteAsync("**/v1/search", route => route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = $$"""
                {"understood":{"text":"{{Markup}}","notes":["{{Markup}}"]},"total":1,"isTotalExact":true,"weights":[],
                 "hits":[{"id":"{{Markup}}","title":"{{Markup}}","category":["{{Markup}}"],"isLikely":true,"probability":1,"attributes":{},"numbers":{},"image":null}],
                 "facets":[{"field":"{{Markup}}","kind":"keywords","values":[{"value":"{{Markup}}","count":1}]}]}
                """,
        }));
        await page.SearchAsync(Markup);

        await Expect(page.Cards.First.Locator("h3")).ToHaveTextAsync(Markup);
        await Expect(page.Page.Locator("#understood")).ToContainTextAsync(Markup);
        await Expect(page.Page.Locator("#facets legend").First).ToHaveTextAsync(Markup);
        Assert.Equal(0, await page.Page.Locator("img[src=x]").CountAsync());
    }

    [Fact]
    public async Task Refusal_OfTheServer_SaysWhatToDo()
    {
        await using var page = await shop.OpenAsync("/");
        await page.Page.RouteAsync("**/v1/search", route => route.FulfillAsync(new()
        {
            Status = 400,
            ContentType = "application/problem+json",
            Body = """{"title":"Bad query","status":400,"detail":"There is no field 'taste'.","hint":"Ask GET /v1/fields."}""",
        }));
        await page.Words.FillAsync("red");
        await page.Words.PressAsync("Enter");

        var alert = page.Page.GetByRole(AriaRole.Alert);
        await Expect(alert).ToContainTextAsync("There is no field 'taste'.");
        await Expect(alert).ToContainTextAsync("Ask GET /v1/fields.");
        page.Forgive("400");
    }
}
