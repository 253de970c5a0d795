using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Client.Answers;
using Vitrine.Client.Queries;

namespace Vitrine.Client;

/// <summary>
/// Asks a shop that <c>vitrine serve</c> serves. Every call throws a <see cref="ShopProblemException"/> where the server says why it does not answer, and an <see cref="HttpRequestException"/>
/// where it cannot be reached. Safe for use from several threads at once.
/// </summary>
/// <param name="http">Has the server's address as its base address, and belongs to the caller.</param>
public sealed class ShopClient(HttpClient http)
{
    // What a server adds in a later version is passed over.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    /// <summary>Finds products.</summary>
    public Task<SearchAnswer> SearchAsync(SearchQuery query, CancellationToken cancellation = default) => PostAsync<SearchAnswer>("v1/search", query, cancellation);

    /// <summary>Finds products by words.</summary>
    /// <param name="text">Words as a customer types them.</param>
    /// <param name="count">Hits wanted, 1 to 200; null: as many as the server gives.</param>
    /// <param name="cancellation">Stops.</param>
    public Task<SearchAnswer> SearchAsync(string text, int? count = null, CancellationToken cancellation = default) => SearchAsync(new SearchQuery { Text = text, Count = count }, cancellation);

    /// <summary>Everything that the shop knows of a product; null where it has none of this id.</summary>
    public async Task<Product?> ProductAsync(string id, CancellationToken cancellation = default)
    {
        using var response = await http.GetAsync(PathOf(id), cancellation).ConfigureAwait(false);
        var problem = await ProblemOf(response, cancellation).ConfigureAwait(false);
        if (problem is { Status: 404, Type: "/problems/unknown-product" })
            return null;
        return problem is null ? await ReadAsync<Product>(response, cancellation).ConfigureAwait(false) : throw new ShopProblemException(problem);
    }

    /// <summary>The bytes of a product's photo.</summary>
    /// <param name="id">The product.</param>
    /// <param name="width">Pixels that it is to be wide, 16 to 1,024; null: as it is.</param>
    /// <param name="photo">Which one; 0 is the main one.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<byte[]> PhotoAsync(string id, int? width = null, int photo = 0, CancellationToken cancellation = default)
    {
        using var response = await http.GetAsync(FormattableString.Invariant($"{PathOf(id)}/image?photo={photo}{(width is null ? "" : $"&width={width}")}"), cancellation).ConfigureAwait(false);
        return await ProblemOf(response, cancellation).ConfigureAwait(false) is { } problem
            ? throw new ShopProblemException(problem)
            : await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>The category tree, from a root without a name that counts all products.</summary>
    public Task<Category> TreeAsync(CancellationToken cancellation = default) => GetAsync<Category>("v1/tree", cancellation);

    /// <summary>What products can be filtered, counted and sorted by.</summary>
    public async Task<IReadOnlyList<Field>> FieldsAsync(CancellationToken cancellation = default) => (await GetAsync<FieldList>("v1/fields", cancellation).ConfigureAwait(false)).Fields;

    /// <summary>The shop's models.</summary>
    public async Task<IReadOnlyList<Model>> ModelsAsync(CancellationToken cancellation = default) => (await GetAsync<ModelList>("v1/models", cancellation).ConfigureAwait(false)).Models;

    /// <summary>What the shop's model makes of words.</summary>
    public Task<Encoded> EncodeAsync(string text, CancellationToken cancellation = default) => PostAsync<Encoded>("v1/embed", new { text }, cancellation);

    /// <summary>What the shop's model makes of a picture file.</summary>
    public Task<Encoded> EncodeAsync(byte[] image, CancellationToken cancellation = default) => PostAsync<Encoded>("v1/embed", new { image }, cancellation);

    /// <summary>Whether the server is ready: its store is open and found what it has.</summary>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    public async Task<bool> IsReadyAsync(CancellationToken cancellation = default)
    {
        using var response = await http.GetAsync("health", cancellation).ConfigureAwait(false);
        return response.IsSuccessStatusCode;
    }

    private static string PathOf(string id) => $"v1/products/{Uri.EscapeDataString(id)}";

    private async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var response = await http.GetAsync(path, cancellation).ConfigureAwait(false);
        return await AnswerOf<T>(response, cancellation).ConfigureAwait(false);
    }

    private async Task<T> PostAsync<T>(string path, object body, CancellationToken cancellation)
    {
        using var content = JsonContent.Create(body, body.GetType(), new MediaTypeHeaderValue("application/json"), Json);
        using var response = await http.PostAsync(path, content, cancellation).ConfigureAwait(false);
        return await AnswerOf<T>(response, cancellation).ConfigureAwait(false);
    }

    private static async Task<T> AnswerOf<T>(HttpResponseMessage response, CancellationToken cancellation) => await ProblemOf(response, cancellation).ConfigureAwait(false) is { } problem
        ? throw new ShopProblemException(problem)
        : await ReadAsync<T>(response, cancellation).ConfigureAwait(false);

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellation) =>
        await response.Content.ReadFromJsonAsync<T>(Json, cancellation).ConfigureAwait(false) ?? throw new HttpRequestException($"{response.RequestMessage?.RequestUri} answers nothing; is this a server of Vitrine?");

    // Whoever stands between may answer in words of its own.
    private static async Task<ShopProblem?> ProblemOf(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.IsSuccessStatusCode)
            return null;
        if (response.Content.Headers.ContentType?.MediaType == ShopProblem.MediaType)
            return await response.Content.ReadFromJsonAsync<ShopProblem>(Json, cancellation).ConfigureAwait(false);
        throw new HttpRequestException($"{response.RequestMessage?.RequestUri} answers {(int)response.StatusCode} {response.ReasonPhrase}; is this a server of Vitrine?", null, response.StatusCode);
    }
}
