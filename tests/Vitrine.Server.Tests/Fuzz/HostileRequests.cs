using System.Text;
using Vitrine.Server.Tests.Access;

namespace Vitrine.Server.Tests.Fuzz;

/// <summary>Requests that no well-meaning client sends, the same for the same seed.</summary>
/// <param name="server">Its address.</param>
/// <param name="seed">Other ones for another.</param>
internal sealed class HostileRequests(string server, int seed)
{
    private static readonly string[] Paths = ["/v1/search", "/v1/search/batch", "/v1/embed", "/v1/instantsearch"];

    private static readonly string[] Members =
        ["text", "not", "asTyped", "image", "images", "like", "imageWeight", "category", "filters", "facets", "sort", "offset", "count", "explain", "timings", "queries", "requests", "params", "query", "facetFilters", "numericFilters", "page", "hitsPerPage", "from", "to", "colour", "price", "parts", "weight", "vector", "code", "cutOff", "groupBy"];

    private static readonly string[] Odd =
        ["null", "true", "-1", "0", "1e308", "1e999", "-0.0", "99999999999999999999999999", "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"%00../../etc/passwd\"", "\"'; DROP TABLE product; --\"", "\"red dress\"", "\"price>=1e999\"", "\"colour:\"", "\"NaN\"", "[]", "{}", "[[[]]]", "\"\\u202Ered\"", "\"data:image/png;base64,\"", "\"AAAA\"", "\"<script>alert(1)</script>\"", "\"red under 1e99 without without\"", "\"P0007\"", "\"*\"", "\"!!!\"", "\"red & · blue -- 👗\"", "[1,-1]", "[1e39,0]", "\"AAAAAAAAAAA=\"", "\"colour\"", "[\"*\"]", "[\"colour\",\"colour\"]", "{\"from\":1,\"to\":-1}", "{\"colour\":[\"red\",3,true]}"];

    private static readonly string[] Tricks = ["..", "%2e%2e", "%2f", "%5c", "\\", "%00", "%", "%zz", "~", "a b", "ü", "%C3%BC", "%ff%fe", "con", ".", "P0007", "image", "*", "'", "\"", "<", new string('a', 3000)];

    private static readonly HttpMethod[] Methods = [HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, HttpMethod.Options, HttpMethod.Head, HttpMethod.Trace, new HttpMethod("BREW")];

    private readonly Random random = new(seed);

    /// <summary>The next one.</summary>
    public HttpRequestMessage Next() => random.Next(8) switch
    {
        0 => Post(Encoding.UTF8.GetBytes(Value(0))),
        1 => Post(Broken(Encoding.UTF8.GetBytes(Value(0)))),
        2 => Post(Encoding.UTF8.GetBytes(Nested())),
        3 => Post(Encoding.UTF8.GetBytes($"{{\"image\": \"{Convert.ToBase64String(Picture())}\", \"text\": {One(Odd)}}}")),
        4 => Form(),
        5 => Path(),
        6 => Post(Encoding.UTF8.GetBytes(Query()), One(["text/plain", "application/json; charset=utf-16", "application/json;;", "multipart/form-data", "multipart/form-data; boundary=", "application/x-www-form-urlencoded", "x/y"])),
        _ => Post(Encoding.UTF8.GetBytes(Query())),
    };

    // Nearly a query: the members are right, their values are not.
    private string Query()
    {
        var members = Enumerable.Range(0, random.Next(1, 5)).Select(_ => $"\"{One(Members)}\": {(random.Next(3) == 0 ? Value(2) : One(Odd))}");
        var query = $"{{{string.Join(", ", members)}}}";
        return random.Next(4) switch { 0 => $"{{\"queries\": [{query}, {query}]}}", 1 => $"{{\"requests\": [{{\"indexName\": \"x\", \"params\": {query}}}]}}", _ => query };
    }

    private string Value(int depth) => random.Next(depth > 4 ? 1 : 3) switch
    {
        0 => One(Odd),
        1 => $"[{string.Join(",", Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth + 1)))}]",
        _ => $"{{{string.Join(",", Enumerable.Range(0, random.Next(5)).Select(_ => $"\"{One(Members)}\":{Value(depth + 1)}"))}}}",
    };

    private string Nested()
    {
        var depth = random.Next(10, 5000);
        return random.Next(2) == 0 ? $"{{\"filters\": {new string('[', depth)}{new string(']', depth)}}}" : string.Concat(Enumerable.Repeat("{\"filters\":", depth)) + "1";
    }

    private byte[] Broken(byte[] bytes)
    {
        var broken = bytes.ToArray();
        for (var i = 0; i < random.Next(1, 4) && broken.Length > 0; i++)
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
        return broken[..random.Next(broken.Length + 1)];
    }

    private byte[] Picture() => random.Next(5) switch
    {
        0 => Bombs.Png(random.Next(1, 100_000), random.Next(1, 100_000)),
        1 => Broken(SquareShop.Photo(random.Next(50))),
        2 => [.. SquareShop.Photo(1)[..random.Next(8, 60)], .. new byte[random.Next(5000)]],
        3 => [0xFF, 0xD8, 0xFF, 0xE0, .. Bytes(random.Next(300))],
        _ => Bytes(random.Next(300)),
    };

    private byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private HttpRequestMessage Form()
    {
        var form = new MultipartFormDataContent { { new StringContent(random.Next(3) == 0 ? Value(0) : Query()), random.Next(4) == 0 ? "quary" : "query" } };
        for (var i = 0; i < random.Next(3); i++)
            form.Add(new ByteArrayContent(Picture()), random.Next(5) == 0 ? "photo" : "image", "../../a.png");
        if (random.Next(4) > 0)
            return new HttpRequestMessage(HttpMethod.Post, "/v1/search") { Content = form };
        var cut = new ByteArrayContent(Broken(form.ReadAsByteArrayAsync().GetAwaiter().GetResult()));
        cut.Headers.ContentType = form.Headers.ContentType;
        return new HttpRequestMessage(HttpMethod.Post, "/v1/search") { Content = cut };
    }

    private HttpRequestMessage Path()
    {
        var parts = Enumerable.Range(0, random.Next(1, 5)).Select(_ => One(Tricks));
        var path = $"{One(["", "/v1", "/page", "/v1/products", "/docs", "/v1/products/P0007/image?width=", "/openapi.json"])}/{string.Join('/', parts)}?{One(["", "width=99999999999", "width=NaN", "photo=-1", "photo=0&photo=1", "%00=1", "a=%ff"])}";
        return new HttpRequestMessage(One(Methods), new Uri($"{server}{path}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
    }

    private HttpRequestMessage Post(byte[] body, string mediaType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return new HttpRequestMessage(HttpMethod.Post, One(Paths)) { Content = content };
    }

    private T One<T>(T[] of) => of[random.Next(of.Length)];
}
