using System.Text.Json;
using Vitrine.Catalogue;

namespace Vitrine.Datasets.RelativeCaptions;

/// <summary>Reads the JSON files of relative captions: lists of objects, lists of names.</summary>
internal static class CaptionFile
{
    // The largest published one has 3 MB.
    private const long LargestFile = 256 << 20;

    /// <summary>Reads a list, item by item.</summary>
    /// <exception cref="UsageException">There is no such file.</exception>
    /// <exception cref="BadDataException">It is too large, or no list.</exception>
    public static IReadOnlyList<T> Read<T>(string path, Func<CaptionItem, T> read)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new UsageException($"There is no file {path}.", "Copy the whole folder of the data set.");
        if (file.Length > LargestFile)
            throw new BadDataException(path, null, null, $"{file.Length} bytes", $"at most {LargestFile} bytes");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), new() { MaxDepth = 8 });
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new BadDataException(path, null, null, $"a JSON {document.RootElement.ValueKind}", "a list");
            return [.. document.RootElement.EnumerateArray().Select((element, number) => read(new CaptionItem(path, number + 1, element)))];
        }
        catch (JsonException exception)
        {
            throw new BadDataException(path, exception.LineNumber + 1, null, "broken JSON", "a list", null, exception);
        }
    }
}

/// <summary>An item of a list, read with messages that say which it is.</summary>
internal readonly record struct CaptionItem(string Path, int Number, JsonElement Element)
{
    /// <summary>The item itself as a text.</summary>
    public string Text() => Checked(Element, null) ?? throw Bad(null, "null");

    /// <summary>A property that is a text.</summary>
    public string Text(string name) => OptionalText(name) ?? throw Bad(name, "nothing");

    /// <summary>A property that may be missing.</summary>
    public string? OptionalText(string name) => Property(name) is { } value ? Checked(value, name) : null;

    /// <summary>A property that is a list of texts, at least one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Property(name) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
            throw Bad(name, "no list of texts");
        var item = this;
        return [.. list.EnumerateArray().Select(text => item.Checked(text, name) ?? throw item.Bad(name, "null"))];
    }

    private JsonElement? Property(string name) => Element.ValueKind != JsonValueKind.Object ? throw Bad(null, $"a JSON {Element.ValueKind}")
        : Element.TryGetProperty(name, out var value) ? value : null;

    private string? Checked(JsonElement value, string? name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim(),
        JsonValueKind.Null => null,
        _ => throw Bad(name, $"a JSON {value.ValueKind}"),
    };

    private BadDataException Bad(string? name, string found) => new(Path, null, name, $"{found} in item {Number}", "a text");
}
