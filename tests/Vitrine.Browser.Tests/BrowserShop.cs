using Vitrine.Browser.Tests;
using Vitrine.Server;
using Vitrine.Server.Settings;

[assembly: AssemblyFixture(typeof(BrowserShop))]

namespace Vitrine.Browser.Tests;

/// <summary>The shop behind a server, and a browser: once for all tests.</summary>
public sealed class BrowserShop : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ShopServer? server;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The address of the page, without a slash at its end.</summary>
    public string Address => server!.Urls[0];

    /// <summary>The photo of a product, as a file.</summary>
    public string PhotoOf(string id) => DrawnShop.PhotoOf(folder.File("files"), id);

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null)
            return;
        SetDefaultExpectTimeout(20_000); // other work may share the machine; a page that is ready is not waited for
        server = await ShopServer.StartAsync(new ServerOptions(DrawnShop.Make(folder)) { Urls = ["http://127.0.0.1:0"] });
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path });
    }

    /// <summary>Opens the page in a window of its own; the test is skipped where there is no browser.</summary>
    /// <param name="path">Behind the address: "/?q=red".</param>
    /// <param name="window">How large, in which colours.</param>
    internal async Task<ShopPage> OpenAsync(string path = "/", Window? window = null)
    {
        Chromium.Require();
        var (width, height, isDark, isPhone) = window ?? Window.Desk;
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            HasTouch = isPhone,
            IsMobile = isPhone,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        return await ShopPage.OpenAsync(context, path);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
        folder.Dispose();
    }
}

/// <summary>A window of the browser.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="IsDark">Whether the system asks for dark colours.</param>
/// <param name="IsPhone">Whether it is touched, not pointed at.</param>
internal sealed record Window(int Width, int Height, bool IsDark = false, bool IsPhone = false)
{
    public static Window Desk { get; } = new(1280, 860);

    public static Window Phone { get; } = new(390, 844, IsPhone: true);
}
