using System.Buffers;

namespace Vitrine.Catalogue;

/// <summary>What a column is called as a field of the products: one of an object, "attributes.size", by its own name, "size".</summary>
internal static class FieldName
{
    // "No.of pieces" is no object "No".
    private const int ShortestObject = 3;

    // What a product has besides.
    private static readonly string[] Taken = ["id", "title", "description", "category", ImportOptions.BrandName, ImportOptions.PriceName];

    private static readonly SearchValues<char> OfObjects = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.");

    /// <param name="column">One that the import keeps.</param>
    /// <param name="options">With all that it keeps: where another column would have the same name, both stay whole.</param>
    public static string Of(string column, ImportOptions options)
    {
        if (Own(column) is not { } name)
            return column;
        IEnumerable<string> others = [.. options.Attribute.Concat(options.Number).Where(other => other != column).Select(other => Own(other) ?? other), .. Taken];
        return others.Contains(name, StringComparer.OrdinalIgnoreCase) ? column : name;
    }

    private static string? Own(string column)
    {
        var dot = column.LastIndexOf('.');
        return dot >= ShortestObject && dot + 1 < column.Length && char.IsLetter(column[dot + 1]) && column.AsSpan(0, dot).IndexOfAnyExcept(OfObjects) < 0 ? column[(dot + 1)..] : null;
    }
}
