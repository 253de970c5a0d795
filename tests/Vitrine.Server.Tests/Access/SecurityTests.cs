using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Catalogue;
using Vitrine.Server.Settings;

namespace Vitrine.Server.Tests.Access;

/// <summary>What docs/security.md promises.</summary>
public sealed class SecurityTests(ServedShop shop)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/v1/tree")]
    [InlineData("/v1/products/P0001/image")]
    [InlineData("/nothing")]
    public async Task Answer_OfAnyPath_TellsBrowsersWhatToRefuse(string path)
    {
        using var response = await shop.Client.GetAsync(new Uri(path, UriKind.Relative));
        string Header(string name) => string.Join(',', response.Headers.GetValues(name));
        Assert.Equal("default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'", Header("Content-Security-Policy"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("DENY", Header("X-Frame-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Docs_OfTheApi_RunNoScriptThatDoesNotCarryTheWordOfThisAnswer()
    {
        using var response = await shop.Client.GetAsync(new Uri("/docs/", UriKind.Relative));
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        var nonce = Regex.Match(policy, "'nonce-([^']+)'").Groups[1].Value;
        var page = await response.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.All(Regex.Matches(page, "<script[^>]*>").Select(match => match.Value), script => Assert.True(script.Contains(nonce, StringComparison.Ordinal) || script.Contains("src=", StringComparison.Ordinal), script));
        Assert.DoesNotContain("https://", string.Concat(Regex.Matches(page, "(src|href)=\"[^\"]*\"").Select(match => match.Value)));
    }

    [Theory]
    [InlineData("/page/../../../../etc/passwd")]
    [InlineData("/page/%2e%2e/%2e%2e/catalogue.db")]
    [InlineData("/page/..%2f..%2fcatalogue.db")]
    [InlineData("/page//etc/passwd")]
    [InlineData("/v1/products/..%2f..%2fcatalogue.db/image")]
    [InlineData("/catalogue.db")]
    [InlineData("/page/index.html%00.css")]
    public async Task Path_OutOfThePage_LeadsNowhere(string path)
    {
        var answer = await SendRaw($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        Assert.Matches("^HTTP/1.1 (400|404) ", answer);
        Assert.DoesNotContain("root:", answer);
        Assert.DoesNotContain("SQLite format", answer);
    }

    [Theory]
    [InlineData("shop.example", 403)]
    [InlineData("127.0.0.1.shop.example", 403)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1:80", 200)]
    [InlineData("[::1]", 200)]
    public async Task Host_OfAnotherName_IsRefusedByAServerOfThisMachineAlone(string host, int status) =>
        Assert.StartsWith($"HTTP/1.1 {status} ", await SendRaw($"GET /alive HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    public async Task Listening_ForOtherMachines_HasToBeAllowed(string url)
    {
        var refused = await Assert.ThrowsAsync<UsageException>(() => ShopServer.StartAsync(new ServerOptions(shop.Store) { Urls = [url] }));
        Assert.Contains("--allow-remote", refused.Hint);
    }

    [Fact]
    public async Task Reading_WhereATokenIsAsked_NeedsTheRightOne()
    {
        await using var server = await ShopServer.StartAsync(new ServerOptions(shop.Store) { Urls = ["http://127.0.0.1:0"], Token = "right", IsTokenForReads = true });
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls[0]) };
        foreach (var (shown, status) in new[] { (null, 401), ("Bearer wrong", 401), ("Bearer right ", 200), ("bearer right", 200), ("Basic right", 401), ("right", 401), ($"Bearer {new string('a', 5000)}", 401) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/tree");
            if (shown is not null)
                request.Headers.TryAddWithoutValidation("Authorization", shown);
            using var response = await client.SendAsync(request);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Count > 0);
        }

        using var alive = await client.GetAsync(new Uri("/alive", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
        using var metrics = await client.GetAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Unauthorized, metrics.StatusCode);
    }

    [Fact]
    public async Task Asking_FasterThanTheRate_IsRefusedWithTheTimeToWait()
    {
        await using var server = await ShopServer.StartAsync(new ServerOptions(shop.Store) { Urls = ["http://127.0.0.1:0"], RequestsPerSecond = 5 });
        using var client = new HttpClient { BaseAddress = new Uri(server.Urls[0]) };
        var statuses = new List<int>();
        for (var i = 0; i < 30; i++)
        {
            using var response = await client.GetAsync(new Uri("/alive", UriKind.Relative));
            statuses.Add((int)response.StatusCode);
            if (statuses[^1] == 429)
                Assert.NotNull(response.Headers.RetryAfter);
        }

        Assert.Equal(200, statuses[0]);
        Assert.Contains(429, statuses);
    }

    [Fact]
    public async Task Body_OfTooManyBytes_IsRefused()
    {
        using var content = new StringContent($$"""{"image": "{{new string('A', 33 << 20)}}"}""", null, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/search") { Content = content };
        request.Headers.ExpectContinue = true; // so that the answer comes before the body is sent
        using var response = await shop.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task Picture_OfMorePixelsThanItsBytesTell_IsRefusedBeforeItIsDecoded()
    {
        var (status, problem) = await shop.PostAsync("/v1/search", new { image = Convert.ToBase64String(Bombs.Png(60_000, 60_000)) });
        Assert.Equal(413, status);
        Assert.Contains("60,000", (string?)problem["detail"]);
    }

    [Fact]
    public async Task Picture_ThatIsADrawing_IsNotRendered()
    {
        var svg = """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd" width="9" height="9"/></svg>"""u8;
        var (status, problem) = await shop.PostAsync("/v1/search", new { image = Convert.ToBase64String(svg) });
        Assert.Equal(422, status);
        Assert.Contains("SVG", (string?)problem["detail"]);
    }

    private async Task<string> SendRaw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(shop.Url).Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
