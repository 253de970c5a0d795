using System.Text.Json;
using Vitrine.Catalogue;

namespace Vitrine.Models.Encoders.Published;

/// <summary>Reads the values of a configuration file by name. A value that is missing, of the wrong kind or unknown is refused by its full name.</summary>
internal sealed class ConfigReader
{
    private const int LargestFile = 1 << 20; // published ones have a few kilobytes

    private readonly string path;
    private readonly string prefix;
    private readonly JsonElement root;

    private ConfigReader(string path, string prefix, JsonElement root) => (this.path, this.prefix, this.root) = (path, prefix, root);

    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="BadDataException">It is too large, or no JSON object.</exception>
    public static ConfigReader Open(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new UsageException($"There is no file {path}.", "A published model is a folder with config.json and model.safetensors.");
        if (file.Length > LargestFile)
            throw new BadDataException(path, null, null, $"{file.Length} bytes", $"at most {LargestFile} bytes");
        try
        {
            // ReadAllText drops a byte-order mark, which the parser would refuse; the clone outlives the document.
            using var document = JsonDocument.Parse(File.ReadAllText(path), new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new ConfigReader(path, "", document.RootElement.Clone())
                : throw new BadDataException(path, null, null, $"a JSON {document.RootElement.ValueKind}", "an object");
        }
        catch (JsonException exception)
        {
            throw new BadDataException(path, exception.LineNumber + 1, null, "broken JSON", "a JSON object", null, exception);
        }
    }

    /// <summary>Whether the file says anything about <paramref name="name"/>.</summary>
    public bool Has(string name) => root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Whether <paramref name="name"/> is an object of its own.</summary>
    public bool HasSection(string name) => Has(name) && root.GetProperty(name).ValueKind == JsonValueKind.Object;

    /// <summary>An object inside this one.</summary>
    public ConfigReader Section(string name)
    {
        var value = Find(name, "an object");
        return value.ValueKind == JsonValueKind.Object ? new ConfigReader(path, $"{prefix}{name}.", value) : throw Bad(name, value, "an object");
    }

    /// <summary>A whole number within limits.</summary>
    public int Whole(string name, int least, int most, int? fallback = null)
    {
        if (fallback is { } known && !Has(name))
            return known;
        var expected = $"a whole number from {least} to {most}";
        var value = Find(name, expected);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Bad(name, value, expected);
    }

    /// <summary>A list of whole numbers, each within limits.</summary>
    public int[] Wholes(string name, int count, int least, int most)
    {
        var expected = $"{count} whole numbers from {least} to {most}";
        var value = Find(name, expected);
        var numbers = Numbers(value);
        return numbers?.Length == count && numbers.All(n => IsWhole(n, least, most))
            ? [.. numbers.Select(n => (int)n)]
            : throw Bad(name, value, expected);
    }

    /// <summary>A list of rows of whole numbers, each within limits.</summary>
    public int[][] Table(string name, int columns, int least, int most)
    {
        const int MostRows = 256;
        var expected = $"at most {MostRows} rows of {columns} whole numbers from {least} to {most}";
        var value = Find(name, expected);
        var rows = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is > 0 and <= MostRows
            ? value.EnumerateArray().Select(Numbers).ToArray()
            : [];
        return rows.Length > 0 && rows.All(row => row?.Length == columns && row.All(n => IsWhole(n, least, most)))
            ? [.. rows.Select(row => row!.Select(n => (int)n).ToArray())]
            : throw Bad(name, value, expected);
    }

    /// <summary>A finite number above 0.</summary>
    public double Positive(string name, double fallback)
    {
        if (!Has(name))
            return fallback;
        var value = root.GetProperty(name);
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is > 0 and < 1e9 ? value.GetDouble() : throw Bad(name, value, "a number above 0");
    }

    /// <summary>A number for each of red, green and blue.</summary>
    public double[] Colour(string name)
    {
        var value = Find(name, "3 numbers");
        return Numbers(value) is { Length: 3 } numbers ? numbers : throw Bad(name, value, "3 numbers");
    }

    /// <summary>One of the words that are understood.</summary>
    public string Word(string name, string? fallback, params string[] known)
    {
        if (fallback is not null && !Has(name))
            return fallback;
        var expected = string.Join(" or ", known);
        var value = Find(name, expected);
        return value.ValueKind == JsonValueKind.String && known.Contains(value.GetString()) ? value.GetString()! : throw Bad(name, value, expected);
    }

    public bool Flag(string name, bool fallback)
    {
        if (!Has(name))
            return fallback;
        var value = root.GetProperty(name);
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Bad(name, value, "true or false");
    }

    /// <summary>The complaint about a value.</summary>
    public BadDataException Bad(string name, string found, string expected, string? hint = null) => new(path, null, prefix + name, found, expected, hint);

    private BadDataException Bad(string name, JsonElement value, string expected)
    {
        var text = value.GetRawText();
        return Bad(name, text.Length > 60 ? text[..60] + "…" : text, expected);
    }

    private JsonElement Find(string name, string expected) => Has(name) ? root.GetProperty(name) : throw Bad(name, "nothing", expected);

    private static bool IsWhole(double number, int least, int most) => number == Math.Truncate(number) && number >= least && number <= most;

    private static double[]? Numbers(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number)
            ? [.. value.EnumerateArray().Select(v => v.GetDouble())]
            : null;
}
