using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Vitrine.Serving;

/// <summary><c>vitrine serve</c> as a process of its own, which can be killed at any moment.</summary>
internal sealed partial class ServedProcess : IAsyncDisposable
{
    public const string Token = "secret";

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly Task<string> errors;

    private ServedProcess(Process process, HttpClient client, Task<string> errors, TimeSpan start) => (this.process, Client, this.errors, Start) = (process, client, errors, start);

    /// <summary>Speaks to it, with the token.</summary>
    public HttpClient Client { get; }

    /// <summary>From the start of the process until /health said that it is ready.</summary>
    public TimeSpan Start { get; }

    /// <summary>What it takes from the machine so far.</summary>
    public (double ProcessorSeconds, long Bytes) Use()
    {
        process.Refresh();
        return (process.TotalProcessorTime.TotalSeconds, process.WorkingSet64);
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="store">The store's folder.</param>
    /// <exception cref="InvalidOperationException">It ended, or was not ready after two minutes.</exception>
    public static async Task<ServedProcess> StartAsync(string store)
    {
        var clock = Stopwatch.StartNew();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "vitrine.dll"), "serve", store, "--urls", "http://127.0.0.1:0", "--rate", "0"])
            start.ArgumentList.Add(argument);
        start.Environment["VITRINE_TOKEN"] = Token;
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Url().Match(line) is not { Success: true } url)
                continue;
            var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = new Uri(url.Value), Timeout = TimeSpan.FromMinutes(5) };
            client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
            while (clock.Elapsed < LongestStart)
            {
                using var health = await client.GetAsync(new Uri("/health", UriKind.Relative));
                if (health.StatusCode == HttpStatusCode.OK)
                    return new ServedProcess(process, client, errors, clock.Elapsed);
                await Task.Delay(10);
            }

            break;
        }

        process.Kill();
        throw new InvalidOperationException($"The server of {store} did not come to life: {await errors}");
    }

    /// <summary>Ends it as a power cut would: SIGKILL.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!process.HasExited)
            await KillAsync();
        await errors;
        process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();
}
