namespace Vitrine.Catalogue;

/// <summary>Columns that hold the names of another one's values: "Option1 Name" of "Option1 Value", "Attribute 1 name" of "Attribute 1 value(s)".</summary>
internal static class ValueNames
{
    private static readonly string[] Values = ["values", "value"];

    /// <summary>Each column of values with the column of its names, as far as the table has such pairs.</summary>
    public static IReadOnlyDictionary<string, string> In(IReadOnlyCollection<string> columns)
    {
        var byKey = columns.ToLookup(HeaderKey.Of, StringComparer.Ordinal);
        return columns.Select(column => (Values: column, Names: byKey[KeyOfNames(HeaderKey.Of(column))].ToArray()))
            .Where(pair => pair.Names.Length == 1 && pair.Names[0] != pair.Values)
            .ToDictionary(pair => pair.Values, pair => pair.Names[0], StringComparer.Ordinal);
    }

    // "value" alone is no half of a pair: "name" is a product's.
    private static string KeyOfNames(string key)
    {
        foreach (var word in Values)
        {
            if (key.LastIndexOf(word, StringComparison.Ordinal) is var place && place >= 0 && key.Length > word.Length)
                return $"{key[..place]}name{key[(place + word.Length)..]}";
        }

        return "";
    }
}
