namespace Vitrine.Catalogue;

/// <summary>Which product a row is of, where more than its own cells decide that: a parent goes by a second id, or lists its variants.</summary>
/// <remarks>Reads the table beforehand, and keeps some hundred bytes for each parent that is named and each variant that is listed.</remarks>
internal sealed class VariantParents
{
    private readonly Dictionary<string, string> byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> byVariant = new(StringComparer.Ordinal);

    /// <param name="options">The import, its columns resolved.</param>
    public static VariantParents Of(ImportOptions options)
    {
        var parents = new VariantParents();
        if (options is { OtherId: { } other, VariantOf: { } of })
            parents.ReadReferences(options, other, of);
        if (options.Variants is { } variants)
            parents.ReadLists(options, variants);
        return parents;
    }

    /// <summary>What a row is called by its second id: WooCommerce names parents without a SKU so.</summary>
    public static string NameBy(string otherId) => otherId.Length == 0 ? "" : ImportOptions.OtherIdStart + otherId;

    /// <summary>The id of the product that a row is of.</summary>
    /// <param name="own">The row's id.</param>
    /// <param name="reference">What it says that it is a variant of; may be empty.</param>
    public string Of(string own, string reference) => reference.Length > 0
        ? byReference.GetValueOrDefault(reference, reference)
        : byVariant.GetValueOrDefault(own, own);

    private void ReadReferences(ImportOptions options, string other, string of)
    {
        var references = IdCells.Read(options, of).Select(cells => cells[0]).Where(reference => reference.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (references.Count == 0)
            return;
        var owned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cells in IdCells.Read(options, options.Id, other))
        {
            var (id, second) = (cells[0], cells[1]);
            var own = id.Length > 0 ? id : NameBy(second);
            if (references.Contains(own))
                owned.Add(own);
            foreach (var name in (string[])[second, NameBy(second), NameBy(id)])
            {
                if (name.Length > 0 && references.Contains(name))
                    byReference.TryAdd(name, own);
            }
        }

        // A name that some row has for its own is not another one's.
        foreach (var name in owned)
            byReference.Remove(name);
    }

    /// <summary>Lists such as "sku=A-S,size=S|sku=A-M,size=M", or ids alone between commas or bars.</summary>
    private void ReadLists(ImportOptions options, string column)
    {
        foreach (var cells in IdCells.Read(options, options.Id, column))
        {
            foreach (var variant in cells[1].Split('|'))
            {
                var parts = variant.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
                var named = parts.Where(part => part.StartsWith("sku=", StringComparison.OrdinalIgnoreCase)).Select(part => part["sku=".Length..].Trim());
                foreach (var id in parts.Any(part => part.Contains('=')) ? named : parts)
                {
                    if (id != cells[0])
                        byVariant.TryAdd(id, cells[0]);
                }
            }
        }
    }
}
