using System.Text.Json;
using Vitrine.Catalogue;

namespace Vitrine.Datasets.KddCup;

/// <summary><c>valid_answer.json</c>: the relevant products of each query, <c>{"query_id": [product_id, …]}</c>.</summary>
public static class KddCupAnswers
{
    private const long LargestFile = 256 << 20;

    /// <summary>Reads the answers; identifiers written as numbers become text.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="BadDataException">The file is too large or not of that form.</exception>
    public static IReadOnlyDictionary<string, IReadOnlySet<string>> Read(string path)
    {
        using var document = Open(path);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new BadDataException(path, null, null, $"a JSON {document.RootElement.ValueKind}", "an object of query: [products]");

        var answers = new Dictionary<string, IReadOnlySet<string>>();
        foreach (var query in document.RootElement.EnumerateObject())
        {
            if (query.Value.ValueKind != JsonValueKind.Array)
                throw new BadDataException(path, null, query.Name, $"a JSON {query.Value.ValueKind}", "a list of products");
            var products = query.Value.EnumerateArray().Select(product => Id(path, query.Name, product)).ToHashSet();
            if (!answers.TryAdd(query.Name, products))
                throw new BadDataException(path, null, query.Name, "the query a second time", "each query once");
        }

        return answers;
    }

    /// <summary>Writes answers; identifiers that are whole numbers are written as numbers, as in the published file.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, IReadOnlySet<string>> answers)
    {
        using var file = File.Create(path);
        using var writer = new Utf8JsonWriter(file);
        writer.WriteStartObject();
        foreach (var (query, products) in answers)
        {
            writer.WriteStartArray(query);
            foreach (var product in products.Order(StringComparer.Ordinal))
            {
                if (long.TryParse(product, out var number) && number.ToString() == product)
                    writer.WriteNumberValue(number);
                else
                    writer.WriteStringValue(product);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static JsonDocument Open(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new UsageException($"There is no file of answers {path}.");
        if (file.Length > LargestFile)
            throw new BadDataException(path, null, null, $"{file.Length} bytes", $"at most {LargestFile} bytes");
        try
        {
            return JsonDocument.Parse(File.ReadAllText(path), new() { MaxDepth = 8 });
        }
        catch (JsonException exception)
        {
            throw new BadDataException(path, exception.LineNumber + 1, null, "broken JSON", "an object of query: [products]", null, exception);
        }
    }

    private static string Id(string path, string query, JsonElement product) => product.ValueKind switch
    {
        JsonValueKind.String => product.GetString()!,
        JsonValueKind.Number => product.GetRawText(),
        _ => throw new BadDataException(path, null, query, $"a JSON {product.ValueKind}", "products as numbers or text"),
    };
}
