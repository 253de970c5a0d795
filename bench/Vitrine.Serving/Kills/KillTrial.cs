using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Vitrine.Catalogue.Images;

namespace Vitrine.Serving.Kills;

/// <summary>
/// Kills a server again and again while products are written and searched, and looks after each start whether every acknowledged write is there and nothing that was never sent. Each writer has
/// products of its own, so that it is known of each what the last write was.
/// </summary>
/// <param name="store">A store that is indexed; products called "kill-…" come into it.</param>
/// <param name="seed">Of everything random; when a process is killed depends on the machine all the same.</param>
internal sealed class KillTrial(string store, int seed)
{
    private const int Writers = 4, ProductsEach = 15;

    // A kill comes at a moment between none and so many milliseconds behind the first write.
    private const int LongestLife = 600;

    private readonly SentState[][] products = [.. Enumerable.Range(0, Writers).Select(_ => Enumerable.Range(0, ProductsEach).Select(_ => new SentState()).ToArray())];
    private readonly Random random = new(seed);
    private int version, acknowledged, searches;

    /// <summary>Kills it so many times.</summary>
    /// <param name="times">How often.</param>
    /// <param name="tell">Gets a line after each.</param>
    public async Task<KillReport> RunAsync(int times, Action<string>? tell = null)
    {
        var (faults, starts, inFlight) = (new List<string>(), new List<double>(), 0);
        long others;
        await using (var first = await ServedProcess.StartAsync(store))
            others = await TotalAsync(first.Client);
        for (var kill = 1; kill <= times; kill++)
        {
            await using (var server = await ServedProcess.StartAsync(store))
            {
                starts.Add(server.Start.TotalMilliseconds);
                foreach (var fault in await FaultsAsync(server.Client, others))
                {
                    faults.Add($"kill {kill - 1}: {fault}");
                    tell?.Invoke(faults[^1]);
                }

                using var stop = new CancellationTokenSource();
                Task[] work = [.. Enumerable.Range(0, Writers).Select(writer => WriteAsync(server.Client, writer, new Random(HashCode.Combine(seed, kill, writer)), stop.Token)), SearchAsync(server.Client, stop.Token)];
                await FirstWriteAsync(acknowledged);
                await Task.Delay(random.Next(LongestLife), CancellationToken.None);
                await server.KillAsync();
                await stop.CancelAsync();
                await Task.WhenAll(work);
            }

            inFlight += products.Sum(own => own.Count(product => product.IsOpen));
            tell?.Invoke($"kill {kill}: {acknowledged:N0} writes acknowledged, ready after {starts[^1]:F0} ms, {faults.Count} faults");
        }

        await using (var last = await ServedProcess.StartAsync(store))
        {
            starts.Add(last.Start.TotalMilliseconds);
            faults.AddRange((await FaultsAsync(last.Client, others)).Select(fault => $"kill {times}: {fault}"));
        }

        return new KillReport(times, acknowledged, searches, inFlight, faults, starts);
    }

    // A machine that is busy takes seconds to its first answer; a kill before it would try nothing.
    private async Task FirstWriteAsync(int before)
    {
        for (var waited = 0; waited < 500 && Volatile.Read(ref acknowledged) == before; waited++)
            await Task.Delay(10);
    }

    private async Task WriteAsync(HttpClient client, int writer, Random choice, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var number = choice.Next(ProductsEach);
                var product = products[writer][number];
                if (product.IsOpen)
                    return;
                var path = new Uri($"/v1/products/{IdOf(writer, number)}", UriKind.Relative);
                var next = product.Acknowledged != SentState.Gone && choice.Next(4) == 0 ? SentState.Gone : Interlocked.Increment(ref version);
                var (title, price) = (TitleOf(next), new Dictionary<string, double> { ["price"] = next });
                product.Send(next);
                using var answer = next == SentState.Gone ? await client.DeleteAsync(path, stop)
                    : product.Acknowledged != SentState.Gone && choice.Next(2) == 0 ? await client.PatchAsJsonAsync(path, new { title, numbers = price }, stop)
                    : await client.PutAsJsonAsync(path, new { title, numbers = price, category = "Kills", images = choice.Next(4) == 0 ? [Picture(next)] : Array.Empty<string>() }, stop);
                answer.EnsureSuccessStatusCode();
                product.Acknowledge();
                Interlocked.Increment(ref acknowledged);
            }
        }
        catch (Exception e) when (e is HttpRequestException { StatusCode: null } or OperationCanceledException or IOException)
        {
            // The server was killed; this write was on its way.
        }
    }

    private async Task SearchAsync(HttpClient client, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                using var answer = await client.PostAsJsonAsync("/v1/search", new { text = "version" }, stop);
                answer.EnsureSuccessStatusCode();
                searches++;
            }
        }
        catch (Exception e) when (e is HttpRequestException { StatusCode: null } or OperationCanceledException or IOException)
        {
            // As above.
        }
    }

    /// <summary>What is not as it has to be; each product is looked up, and found by a search of its words.</summary>
    private async Task<IReadOnlyList<string>> FaultsAsync(HttpClient client, long others)
    {
        var (faults, there) = (new List<string>(), 0);
        for (var writer = 0; writer < Writers; writer++)
        {
            for (var number = 0; number < ProductsEach; number++)
            {
                var (before, found) = (products[writer][number].Acknowledged, await VersionAsync(client, IdOf(writer, number), faults));
                if (!products[writer][number].MayBe(found))
                    faults.Add($"{IdOf(writer, number)} has version {found}; {before} was acknowledged");
                if (found != SentState.Gone)
                    there++;
            }
        }

        if (await TotalAsync(client) is var total && total != others + there)
            faults.Add($"a search of all finds {total} products; {others + there} are there");
        return faults;
    }

    private static async Task<int> VersionAsync(HttpClient client, string id, List<string> faults)
    {
        using var answer = await client.GetAsync(new Uri($"/v1/products/{id}", UriKind.Relative));
        if (answer.StatusCode == HttpStatusCode.NotFound)
            return SentState.Gone;
        var product = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
        var found = (int)(double)product["numbers"]!["price"]!;
        if ((string?)product["title"] != TitleOf(found))
            faults.Add($"{id} has price {found} and title '{product["title"]}'");
        if ((string?)product["image"] is { } image)
        {
            using var photo = await client.GetAsync(new Uri(image, UriKind.Relative));
            if (!photo.IsSuccessStatusCode)
                faults.Add($"the photo of {id} cannot be read: {photo.StatusCode}");
        }

        return found;
    }

    private static async Task<long> TotalAsync(HttpClient client)
    {
        using var answer = await client.PostAsJsonAsync("/v1/search", new { count = 1 });
        return (long)JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["total"]!;
    }

    private static string IdOf(int writer, int number) => $"kill-{writer}-{number}";

    private static string TitleOf(int version) => $"kettle version {version}";

    // A square of its own colour.
    private static string Picture(int version)
    {
        var pixels = new byte[16 * 16 * 3];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(version * 7919 >> (8 * (i % 3)));
        return Convert.ToBase64String(ImageEncoder.Png(new RgbImage(16, 16, pixels)));
    }
}
