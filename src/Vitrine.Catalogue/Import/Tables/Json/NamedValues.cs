using System.Text.Json;

namespace Vitrine.Catalogue;

/// <summary>Pairs of a list that name their own columns, as shop systems export attributes: {"name": "Color", "value": "red"} is a column "Color".</summary>
internal static class NamedValues
{
    private static readonly string[] Names = ["name", "attribute_name", "attributename", "attribute_code", "attribute", "key", "label"];
    private static readonly string[] Values = ["value", "values", "attribute_value", "attributevalue", "option", "options"];

    // A longer one is a text.
    private const int LongestName = 64;

    /// <summary>Whether a property of such a pair holds the name.</summary>
    public static bool IsName(string property) => IsOneOf(Names, property);

    /// <summary>The name and the value of an object that is such a pair; null where it is none.</summary>
    public static (string Name, JsonElement Value)? In(JsonElement item)
    {
        string? name = null;
        JsonElement? value = null;
        foreach (var property in item.EnumerateObject())
        {
            if (name is null && property.Value.ValueKind == JsonValueKind.String && IsName(property.Name))
                name = property.Value.GetString()!.Trim();
            else if (value is null && IsOneOf(Values, property.Name) && !IsObject(property.Value))
                value = property.Value;
        }

        return name is { Length: > 0 and <= LongestName } && value is { } found ? (name, found) : null;
    }

    private static bool IsObject(JsonElement value) => value.ValueKind == JsonValueKind.Object || (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Object));

    private static bool IsOneOf(string[] names, string property) => Array.Exists(names, name => name.Equals(property, StringComparison.OrdinalIgnoreCase));
}
