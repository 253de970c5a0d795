using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Vitrine.Server.Tests.Fuzz;

/// <summary>A server under requests that mean no good: it answers each, says what is wrong, keeps answering others, and does not grow.</summary>
public sealed class FuzzTests(ServedShop shop)
{
    // VITRINE_FUZZ=20000 for the long run of docs/security.md.
    private static readonly int Requests = int.Parse(Environment.GetEnvironmentVariable("VITRINE_FUZZ") ?? "2000", CultureInfo.InvariantCulture);

    private const long MostGrowth = 64 << 20;

    // "HTTP version not supported": what Kestrel says of a first line that is none, such as one with spaces in its path, before it is a request.
    private const int NoRequestLine = 505;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Server_UnderHostileRequests_FailsNeverAndDoesNotGrow()
    {
        using var client = new HttpClient { BaseAddress = new Uri(shop.Url), Timeout = Longest };
        var hostile = new HostileRequests(shop.Url, seed: 20);
        var (statuses, before) = (new Dictionary<int, int>(), 0L);
        for (var i = 0; i < Requests; i++)
        {
            if (i == Requests / 4)
                before = GC.GetTotalMemory(forceFullCollection: true);
            using var request = hostile.Next();
            using var response = await SendAsync(client, request);
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status is < 500 or NoRequestLine, $"Request {i}: {request} was answered with {status}: {await response.Content.ReadAsStringAsync()}");
        }

        Assert.Equal(200, (await shop.GetAsync("/health")).Status);
        Assert.True(statuses.ContainsKey(200) && statuses.ContainsKey(400) && statuses.ContainsKey(404), string.Join(", ", statuses));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostGrowth);
    }

    [Theory]
    [InlineData("POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{\"text\": \"")] // a body that does not come
    [InlineData("POST /v1/search HTTP/1.1\r\nHost: localhost\r\nX: ")] // a head that does not end
    public async Task Request_ThatDoesNotEnd_IsEndedByTheServer(string beginning)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(shop.Url).Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning));
        using var patience = new CancellationTokenSource(Longest);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        Assert.Contains("408", await reader.ReadToEndAsync(patience.Token));
    }

    // A server may close a connection on what it refuses; whoever sends on then is told so by its own system.
    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            return await client.SendAsync(request);
        }
        catch (HttpRequestException e) when (e.InnerException is IOException or SocketException)
        {
            return new HttpResponseMessage(HttpStatusCode.BadRequest);
        }
    }
}
