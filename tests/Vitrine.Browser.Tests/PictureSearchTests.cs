namespace Vitrine.Browser.Tests;

/// <summary>A search by a photo or by a product, and by what should be different.</summary>
public sealed class PictureSearchTests(BrowserShop shop)
{
    // What a browser does when somebody pastes or drops the photo of a product.
    private const string Hand = """
        async ([address, kind]) => {
          const blob = await (await fetch(address)).blob();
          const data = new DataTransfer();
          data.items.add(new File([blob], 'photo.jpg', { type: blob.type }));
          const event = kind === 'paste'
            ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
            : new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
          document.body.dispatchEvent(event);
        }
        """;

    [Fact]
    public async Task Photo_Chosen_FindsItsProduct()
    {
        await using var page = await shop.OpenAsync();
        await page.Page.SetInputFilesAsync("#photo-file", shop.PhotoOf(DrawnShop.Example));

        await FindsExampleAsync(page);
        Assert.Equal("?photo=1", page.Query);
    }

    [Theory]
    [InlineData("paste")]
    [InlineData("drop")]
    public async Task Photo_ByHand_FindsItsProduct(string kind)
    {
        await using var page = await shop.OpenAsync();
        await page.SettleAsync();
        await page.Page.EvaluateAsync(Hand, new[] { $"/v1/products/{DrawnShop.Example}/image", kind });

        await FindsExampleAsync(page);
    }

    [Fact]
    public async Task Photo_WithWords_IsChangedAndWeighed()
    {
        await using var page = await shop.OpenAsync();
        await page.Page.SetInputFilesAsync("#photo-file", shop.PhotoOf(DrawnShop.Example));
        await FindsExampleAsync(page);
        var before = await page.IdsAsync();
        await page.SearchAsync("in green");

        Assert.Equal("?q=in+green&photo=1", page.Query);
        var weights = page.Page.Locator("#weights");
        await Expect(weights).ToContainTextAsync("Picture");
        Assert.NotEqual(before, await page.IdsAsync());

        await weights.GetByRole(AriaRole.Slider).FillAsync("20");
        await Expect(weights).ToContainTextAsync("Words 80 %");
        await page.Page.WaitForURLAsync("**/?*weight=0.2*");
        await weights.GetByRole(AriaRole.Button, new() { Name = "Automatic" }).ClickAsync();
        await page.Page.WaitForURLAsync("**/?q=in+green&photo=1");
    }

    [Fact]
    public async Task Photo_Reloaded_IsKept_AndElsewhereAskedFor()
    {
        await using var page = await shop.OpenAsync();
        await page.Page.SetInputFilesAsync("#photo-file", shop.PhotoOf(DrawnShop.Example));
        await FindsExampleAsync(page);
        await page.Page.ReloadAsync();
        await FindsExampleAsync(page);

        await using var elsewhere = await shop.OpenAsync("/?photo=1");
        await Expect(elsewhere.Page.GetByText("does not travel in an address")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task File_ThatIsNoPhoto_IsRefusedInWords()
    {
        await using var page = await shop.OpenAsync();
        await page.Page.SetInputFilesAsync("#photo-file", new FilePayload { Name = "broken.jpg", MimeType = "image/jpeg", Buffer = "no picture"u8.ToArray() });
        await Expect(page.Page.Locator("#box-hint")).ToContainTextAsync("cannot read that photo");
    }

    [Fact]
    public async Task Product_MoreLikeThis_FindsOthers()
    {
        await using var page = await shop.OpenAsync($"/?product={DrawnShop.Example}");
        await page.Product.GetByRole(AriaRole.Button, new() { Name = "More like this" }).ClickAsync();

        await page.SettleAsync();
        await Expect(page.Cards.First).Not.ToHaveAttributeAsync("data-id", DrawnShop.Example); // itself is no news
        Assert.Equal($"?like={DrawnShop.Example}", page.Query);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = $"Take away product {DrawnShop.Example}" }).ClickAsync();
        await page.Page.WaitForURLAsync("**/");
    }

    [Fact]
    public async Task Product_LikeThisBut_AsksForWords()
    {
        await using var page = await shop.OpenAsync("/?q=white+dress");
        await page.SettleAsync();
        var card = page.Cards.First;
        var id = await card.GetAttributeAsync("data-id");
        await card.HoverAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Like this, but …" }).ClickAsync();

        await Expect(page.Words).ToBeFocusedAsync();
        await page.Page.Keyboard.TypeAsync("green");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.WaitForURLAsync($"**/?q=green&like={id}");
        await Expect(page.Page.Locator("#weights")).ToBeVisibleAsync();
    }

    private static async Task FindsExampleAsync(ShopPage page) => await Expect(page.Cards.First).ToHaveAttributeAsync("data-id", DrawnShop.Example);
}
