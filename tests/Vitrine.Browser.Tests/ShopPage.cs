using System.Globalization;

namespace Vitrine.Browser.Tests;

/// <summary>The page in a window, in the words of a customer. At its end nothing may have gone wrong in the browser: no script error, nothing that the content policy refused.</summary>
internal sealed class ShopPage : IAsyncDisposable
{
    private readonly List<string> faults = [];

    private ShopPage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => faults.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                faults.Add($"{message.Text} ({message.Location})");
        };
    }

    public IPage Page { get; }

    public ILocator Words => Page.GetByRole(AriaRole.Combobox, new() { Name = "What are you looking for?" });

    public ILocator Cards => Page.Locator(".card:not(.ghost)");

    /// <summary>The line that says how many products were found.</summary>
    public ILocator Count => Page.Locator("#count");

    public ILocator Product => Page.Locator("dialog#product");

    public string Query => new Uri(Page.Url).Query;

    public static async Task<ShopPage> OpenAsync(IBrowserContext context, string path)
    {
        var page = new ShopPage(await context.NewPageAsync());
        await page.Page.GotoAsync(path);
        return page;
    }

    public async Task SearchAsync(string words)
    {
        await Words.FillAsync(words);
        await Words.PressAsync("Enter");
        await SettleAsync();
    }

    /// <summary>Waits until the answer is shown.</summary>
    public async Task SettleAsync()
    {
        await Expect(Page.Locator("#results.is-waiting")).ToHaveCountAsync(0);
        await Expect(Page.Locator(".ghost")).ToHaveCountAsync(0);
    }

    /// <summary>The ids of the products shown, in their order.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync()
    {
        await SettleAsync();
        return await Cards.EvaluateAllAsync<string[]>("cards => cards.map(card => card.dataset.id)");
    }

    /// <summary>The number at the head of the results.</summary>
    public async Task<int> FoundAsync() => NumberIn((await Count.TextContentAsync())!);

    /// <summary>The first number in a text.</summary>
    public static int NumberIn(string text) =>
        int.Parse(string.Concat(text.SkipWhile(letter => !char.IsAsciiDigit(letter)).TakeWhile(letter => char.IsAsciiDigit(letter) || letter == ',')), NumberStyles.AllowThousands);

    /// <summary>Takes back a fault that the test meant to happen.</summary>
    public void Forgive(string part) => faults.RemoveAll(fault => fault.Contains(part, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }
}
