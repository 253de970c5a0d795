using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Vitrine.EndToEnd.Tests;

/// <summary>'vitrine serve' as a process, from its first line to SIGTERM.</summary>
public sealed class ServeTests(SmallShop shop) : IClassFixture<SmallShop>
{
    [Fact]
    public async Task Serve_AnIndexedStore_AnswersUntilItIsStopped()
    {
        Assert.NotEmpty(shop.SearchableModel);
        using var process = CommandLineProcess.Start("serve", shop.Store, "--urls", "http://127.0.0.1:0", "--json");
        var error = process.StandardError.ReadToEndAsync();
        var url = JsonNode.Parse(await FirstDocument(process))!["urls"]![0]!;
        using var client = new HttpClient { BaseAddress = new Uri((string)url!) };
        var health = JsonNode.Parse(await client.GetStringAsync(new Uri("/health", UriKind.Relative)))!;
        Assert.Equal(SmallShop.Products, (int)health["products"]!);
        using var found = await client.PostAsJsonAsync("/v1/search", new { text = "dress", count = 3 });
        Assert.True(found.IsSuccessStatusCode, await found.Content.ReadAsStringAsync());
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
    }

    [Fact]
    public async Task Serve_WithACollectorNamed_SendsTracesAndMetricsThere()
    {
        Assert.NotEmpty(shop.SearchableModel);
        await using var collector = new OtlpCollector();
        using var process = CommandLineProcess.StartWith(
            new Dictionary<string, string> { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" },
            "serve", shop.Store, "--urls", "http://127.0.0.1:0", "--json");
        var error = process.StandardError.ReadToEndAsync();
        var url = JsonNode.Parse(await FirstDocument(process))!["urls"]![0]!;
        using var client = new HttpClient { BaseAddress = new Uri((string)url!) };
        using var found = await client.PostAsJsonAsync("/v1/search", new { text = "dress", count = 3 });
        Assert.True(found.IsSuccessStatusCode);
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]); // what is still to be sent is sent before it ends
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        Assert.Contains("db.operation.name", collector.SentTo("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("vitrine.search.duration", collector.SentTo("/v1/metrics"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0", "--allow-remote")]
    [InlineData("https://127.0.0.1:0", "proxy")]
    [InlineData("somewhere", "http://127.0.0.1:5005")]
    public void Serve_AtAnAddressThatItMayNotTake_ExitsWith2AndSaysWhatToDo(string url, string says)
    {
        var result = CommandLineProcess.Run("serve", shop.Store, "--urls", url);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(says, result.Error);
    }

    [Fact]
    public void Serve_AStoreThatIsNotIndexed_ExitsWith2()
    {
        var store = shop.Folder.File("bare.vitrine");
        CommandLineProcess.Succeed([.. shop.Import(Path.Combine(shop.Files, "products.csv"), store), "--quiet"]);
        var result = CommandLineProcess.Run("serve", store, "--urls", "http://127.0.0.1:0");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("vitrine index", result.Error);
    }

    // It ends with a line that is nothing but its bracket.
    private static async Task<string> FirstDocument(Process process)
    {
        var text = "";
        for (var line = ""; line != "}";)
            text += line = await process.StandardOutput.ReadLineAsync() ?? throw new EndOfStreamException($"It ended after: {text}");
        return text;
    }
}
