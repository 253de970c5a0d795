using System.Buffers;

namespace Vitrine.Catalogue;

/// <summary>What a column is called as a field of the products: by its own name, "size", where the table puts more around it: "attributes.size", "size.value", "Size (product.metafields.custom.size)", "Google Shopping / Size".</summary>
internal static class FieldName
{
    // "No.of pieces" is no object "No".
    private const int ShortestObject = 3;

    // Shopify's own fields and those that it keeps for others.
    private static readonly string[] Metafields = [" (product.metafields.", " (variant.metafields."];

    private const string OfGoogle = "Google Shopping / ";

    // What a product has besides.
    private static readonly string[] Taken = ["id", "title", "description", "category", ImportOptions.BrandName, ImportOptions.PriceName];

    // What every object has.
    private static readonly string[] OfAnything = ["name", "label", "value", "title", "text"];

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

    /// <summary>A name that a cell gives an attribute; null where a product has something else of that name.</summary>
    public static string? Free(string name) => name.Equals(ImportOptions.BrandName, StringComparison.OrdinalIgnoreCase) ? ImportOptions.BrandName
        : Taken.Contains(name, StringComparer.OrdinalIgnoreCase) ? null : name;

    private static string? Own(string column)
    {
        if (Metafields.Select(start => column.IndexOf(start, StringComparison.OrdinalIgnoreCase)).FirstOrDefault(place => place > 0) is > 0 and var end)
            return column[..end];
        if (column.StartsWith(OfGoogle, StringComparison.OrdinalIgnoreCase) && column.Length > OfGoogle.Length)
            return column[OfGoogle.Length..];
        var dot = column.LastIndexOf('.');
        if (dot < ShortestObject || dot + 1 == column.Length || !char.IsLetter(column[dot + 1]) || column.AsSpan(0, dot).IndexOfAnyExcept(OfObjects) >= 0)
            return null;
        // "manufacturer.name" is the manufacturer.
        return OfAnything.Contains(column[(dot + 1)..], StringComparer.OrdinalIgnoreCase) ? column[(column.LastIndexOf('.', dot - 1) + 1)..dot] : column[(dot + 1)..];
    }
}
