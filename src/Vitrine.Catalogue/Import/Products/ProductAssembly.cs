namespace Vitrine.Catalogue;

/// <summary>Puts the rows of one product together: what the product's own row says, else what the first row says that says it; and its variants.</summary>
internal static class ProductAssembly
{
    /// <param name="id">The product's id.</param>
    /// <param name="rows">Its rows in the order of the table, at least one, each with the id that no other row has.</param>
    /// <returns>The product, or the field that none of its rows has.</returns>
    public static (ProductData? Product, BadRowReason? Missing) Of(string id, IReadOnlyList<(string Own, RowFields Fields)> rows)
    {
        // The row that is the product itself speaks first, wherever it stands.
        RowFields[] fields = [.. rows.OrderByDescending(row => row.Own == id).Select(row => row.Fields)];
        var title = fields.Select(row => row.Title).FirstOrDefault(text => text.Length > 0);
        if (title is null)
            return (null, BadRowReason.EmptyTitle);
        var paths = fields.Select(row => row.CategoryPaths).FirstOrDefault(written => written.Length > 0);
        if (paths is null)
            return (null, BadRowReason.EmptyCategory);
        var variants = Variants([.. rows.Select(row => row.Fields)]);
        return (new ProductData(id, title, paths[0])
        {
            FurtherCategories = paths[1..],
            Attributes = fields.SelectMany(row => row.Attributes).GroupBy(attribute => attribute.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.SelectMany(attribute => attribute.Value).Distinct(StringComparer.Ordinal)], StringComparer.Ordinal),
            // Of variants with several prices the product has the lowest: "from".
            Numbers = fields.SelectMany(row => row.Numbers).GroupBy(number => number.Key, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Min(number => number.Value), StringComparer.Ordinal),
            Description = fields.Select(row => row.Description).FirstOrDefault(text => text.Length > 0) ?? "",
            Variants = variants,
            Group = fields.Select(row => row.Group).FirstOrDefault(text => text.Length > 0) ?? "",
            GivenPart = fields.Select(row => row.Part).FirstOrDefault(part => part is not null),
        }, null);
    }

    /// <summary>The rows that have an id of a variant, or, where ids may be left out, that say something of one; each with what tells it from the others.</summary>
    private static Variant[] Variants(RowFields[] rows)
    {
        RowFields[] forms = [.. rows.Where(row => row.VariantId is { } id && (id.Length > 0 || row.Attributes.Count + row.Numbers.Count > 0))];
        // A single row without an id of its own is the product.
        if (forms.Length < 2 && forms.All(form => form.VariantId!.Length == 0))
            return [];
        string[] attributes = [.. forms.SelectMany(form => form.Attributes.Keys).Distinct(StringComparer.Ordinal).Where(name => Differs(form => string.Join('\n', form.Attributes.GetValueOrDefault(name, []))))];
        string[] numbers = [.. forms.SelectMany(form => form.Numbers.Keys).Distinct(StringComparer.Ordinal).Where(name => Differs(form => form.Numbers.TryGetValue(name, out var number) ? number : double.NaN))];
        return [.. forms.Select(form => new Variant(form.VariantId!,
            attributes.Where(form.Attributes.ContainsKey).ToDictionary(name => name, name => form.Attributes[name], StringComparer.Ordinal),
            numbers.Where(form.Numbers.ContainsKey).ToDictionary(name => name, name => form.Numbers[name], StringComparer.Ordinal)))];

        bool Differs<T>(Func<RowFields, T> value) => forms.Select(value).Distinct().Count() > 1;
    }
}
