using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Vitrine.Serving.Load;

/// <summary>Searches of a store at a fixed rate, first alone, then while products are written; and how soon a write is found.</summary>
/// <param name="store">A store that is indexed.</param>
/// <param name="seconds">Of each part.</param>
/// <param name="searches">A second.</param>
/// <param name="writes">A second.</param>
internal sealed class LoadTrial(string store, int seconds, int searches, int writes)
{
    internal static readonly string[] Colours = ["red", "blue", "green", "black", "white", "yellow"];

    public async Task<LoadReport> RunAsync(Action<string> tell)
    {
        await using var server = await ServedProcess.StartAsync(store);
        var client = server.Client;
        tell($"ready after {server.Start.TotalMilliseconds:F0} ms");
        var texts = await TextsAsync(client);
        await OpenLoop.RunAsync(searches, TimeSpan.FromSeconds(Math.Min(10, seconds)), number => SearchAsync(client, texts[number % texts.Count])); // warm
        var duration = TimeSpan.FromSeconds(seconds);
        var before = server.Use();
        var quiet = await OpenLoop.RunAsync(searches, duration, number => SearchAsync(client, texts[number % texts.Count]));
        tell($"quiet: {quiet}");
        var between = server.Use();
        var (searching, writing, finding) = (OpenLoop.RunAsync(searches, duration, number => SearchAsync(client, texts[number % texts.Count])), WriteAsync(client, texts), FindAsync(client, duration));
        var (busy, written, found) = (await searching, await writing, await finding);
        var after = server.Use();
        tell($"with writes: {busy}; writes: {written}; found after: {found}");
        return new LoadReport(Environment.ProcessorCount, searches, writes, seconds, Math.Round(server.Start.TotalMilliseconds), quiet, busy, written, found,
            Math.Round((between.ProcessorSeconds - before.ProcessorSeconds) / seconds, 2), Math.Round((after.ProcessorSeconds - between.ProcessorSeconds) / seconds, 2), between.Bytes >> 20, after.Bytes >> 20);
    }

    private Task<Latencies> WriteAsync(HttpClient client, IReadOnlyList<string> texts) => writes == 0 ? Task.FromResult(Latencies.Of([], 0))
        : OpenLoop.RunAsync(writes, TimeSpan.FromSeconds(seconds), async number =>
        {
            using var answer = await client.PutAsJsonAsync($"/v1/products/load-{number % 5000}", new { title = $"{texts[number % texts.Count]} {number}", category = "Load", numbers = new { price = number % 100 } });
            return answer.IsSuccessStatusCode;
        });

    /// <summary>How long it takes from an answer to a write until a search finds what was written.</summary>
    private static async Task<Latencies> FindAsync(HttpClient client, TimeSpan duration)
    {
        var (clock, taken) = (Stopwatch.StartNew(), new List<double>());
        for (var number = 0; clock.Elapsed < duration; number++)
        {
            using var answer = await client.PutAsJsonAsync("/v1/products/probe", new { title = $"probe zq{number}zq", category = "Load" });
            var acknowledged = clock.Elapsed;
            while (!await IsFoundAsync(client, $"zq{number}zq"))
                await Task.Delay(20);
            taken.Add((clock.Elapsed - acknowledged).TotalMilliseconds);
            await Task.Delay(500);
        }

        return Latencies.Of(taken, 0);
    }

    private static async Task<bool> IsFoundAsync(HttpClient client, string word)
    {
        using var answer = await client.PostAsJsonAsync("/v1/search", new { text = word, asTyped = true, count = 1 });
        var found = JsonNode.Parse(await answer.Content.ReadAsStringAsync());
        return found?["hits"]?.AsArray() is [var hit, ..] && ((string?)hit!["title"])?.Contains(word, StringComparison.Ordinal) == true;
    }

    private static async Task<bool> SearchAsync(HttpClient client, string text)
    {
        using var answer = await client.PostAsJsonAsync("/v1/search", new { text, count = 24 });
        return answer.IsSuccessStatusCode && (await answer.Content.ReadAsByteArrayAsync()).Length > 0;
    }

    /// <summary>What is asked for: a colour and the finest name of a category.</summary>
    private static async Task<IReadOnlyList<string>> TextsAsync(HttpClient client)
    {
        var tree = JsonNode.Parse(await client.GetStringAsync(new Uri("/v1/tree", UriKind.Relative)))!;
        var names = new List<string>();
        Collect(tree);
        return [.. names.Distinct(StringComparer.Ordinal).SelectMany(name => Colours.Select(colour => $"{colour} {name.ToLowerInvariant()}"))];

        void Collect(JsonNode node)
        {
            if (node["children"]?.AsArray() is { Count: > 0 } children)
                children.ToList().ForEach(child => Collect(child!));
            else
                names.Add((string)node["name"]!);
        }
    }
}
