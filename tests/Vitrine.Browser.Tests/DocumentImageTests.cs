namespace Vitrine.Browser.Tests;

/// <summary>The screenshots of the documents: <c>VITRINE_WRITE_IMAGES=1 ./test Browser</c> writes them anew. Of the synthetic shop only.</summary>
public sealed class DocumentImageTests(BrowserShop shop)
{
    private const int MostBytes = 200_000;

    private static readonly bool IsWriting = Environment.GetEnvironmentVariable("VITRINE_WRITE_IMAGES") == "1";

    [Theory]
    [InlineData("page-words", "/?q=yellow+skirt+under+80&why=1", false)]
    [InlineData("page-change", "/?q=in+green&like=S00010", true)]
    public async Task Image_OfThePage_IsSmallEnoughToKeep(string name, string state, bool isDark)
    {
        await using var page = await shop.OpenAsync(state, Window.Desk with { IsDark = isDark });
        await Expect(page.Cards.First).ToBeVisibleAsync();
        await page.Page.WaitForFunctionAsync("() => [...document.images].filter(image => image.getBoundingClientRect().top < innerHeight).every(image => image.complete)");
        var image = await page.Page.ScreenshotAsync(new() { Type = ScreenshotType.Jpeg, Quality = 80 });
        Assert.InRange(image.Length, 1, MostBytes);
        if (IsWriting)
            await File.WriteAllBytesAsync(Path.Combine(RepositoryFolder.FullName, "docs", "images", $"{name}.jpg"), image, TestContext.Current.CancellationToken);
    }
}
