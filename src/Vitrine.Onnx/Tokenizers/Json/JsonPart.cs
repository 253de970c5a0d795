using System.Text.Json;
using Vitrine.Catalogue;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>A value inside a JSON file from outside, which knows its place, so that every refusal names it ("model.vocab[7]").</summary>
internal readonly struct JsonPart(string file, string path, JsonElement value)
{
    internal string File => file;

    internal string Path => path;

    internal bool IsObject => value.ValueKind == JsonValueKind.Object;

    internal bool IsArray => value.ValueKind == JsonValueKind.Array;

    internal bool IsString => value.ValueKind == JsonValueKind.String;

    /// <summary>A member that must be there.</summary>
    internal JsonPart this[string name] => Optional(name) ?? throw Wrong($"no '{name}'", $"'{name}'");

    /// <summary>A member; null where it is absent or the JSON null.</summary>
    internal JsonPart? Optional(string name)
    {
        if (!IsObject)
            throw Wrong("an object");
        return value.TryGetProperty(name, out var member) && member.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? new(file, Below(name), member)
            : null;
    }

    /// <summary>The elements of an array of at most so many.</summary>
    internal IEnumerable<JsonPart> Items(int most)
    {
        if (!IsArray)
            throw Wrong("an array");
        if (value.GetArrayLength() > most)
            throw Wrong($"{value.GetArrayLength()} elements", $"at most {most}");

        var number = 0;
        foreach (var item in value.EnumerateArray())
            yield return new(file, $"{path}[{number++}]", item);
    }

    /// <summary>The members of an object of at most so many, in the order of the file.</summary>
    internal IEnumerable<(string Name, JsonPart Value)> Members(int most)
    {
        if (!IsObject)
            throw Wrong("an object");
        if (value.GetPropertyCount() > most)
            throw Wrong($"{value.GetPropertyCount()} members", $"at most {most}");

        foreach (var member in value.EnumerateObject())
        {
            var name = NameOf(member);
            yield return (name, new(file, Below(name), member.Value));
        }
    }

    internal string String(int longest)
    {
        if (!IsString)
            throw Wrong("a string");

        string text;
        try
        {
            text = value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("half a surrogate pair", "whole characters"); // "\ud83d" alone is JSON but no text
        }

        return text.Length <= longest ? text : throw Wrong($"{text.Length} characters", $"at most {longest}");
    }

    internal bool Boolean() => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong("true or false"),
    };

    internal int Integer(int least, int most) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Wrong($"a whole number {least} to {most}");

    internal double Number() => value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Wrong("a number");

    /// <summary>An error that shows the value itself as what was found.</summary>
    internal BadDataException Wrong(string expected)
    {
        var raw = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? $"a JSON {value.ValueKind}" : value.GetRawText();
        return Wrong(raw.Length <= 60 ? raw : raw[..60] + "…", expected);
    }

    internal BadDataException Wrong(string found, string expected, string? hint = null) => new(file, null, path.Length == 0 ? null : path, found, expected, hint);

    private string Below(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("a name with half a surrogate pair", "whole characters");
        }
    }
}
