using Vitrine.Catalogue;
using Vitrine.Index;

namespace Vitrine.Search.Understanding;

/// <summary>Numbers and attributes of a shop's products as conditions on them. A column is read when it is asked for the first time, and kept.</summary>
internal sealed class ShopColumns(CatalogueStore store)
{
    // Names are taken from the first products: who has a price has it in most rows.
    private const int NamedBy = 1000;

    private static readonly string[] PriceNames = ["price", "preis", "prix", "precio", "prezzo", "prijs", "cost"];

    private readonly Dictionary<string, double[]> numbers = new(StringComparer.Ordinal);
    private readonly Lazy<(IReadOnlyList<string> Numbers, IReadOnlyList<string> Attributes)> names = new(() => NamesIn(store));

    /// <summary>Rows of the store.</summary>
    public int Rows => store.Count;

    /// <summary>The number that a bare "under 50" is about: the price, or the only number that there is; null where nobody can know.</summary>
    public string? Price =>
        names.Value.Numbers.FirstOrDefault(name => PriceNames.Any(price => name.Contains(price, StringComparison.OrdinalIgnoreCase))) ?? (names.Value.Numbers is [var only] ? only : null);

    /// <summary>The attribute of a name, of products or their variants; null where there is none.</summary>
    public string? AttributeNamed(string word) => names.Value.Attributes.FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Products whose number lies between two, both included.</summary>
    public RowSet Between(string name, double least, double most)
    {
        if (!numbers.TryGetValue(name, out var column))
        {
            numbers.Add(name, column = new double[store.Count]);
            foreach (var product in store.Products())
                column[product.Row] = product.Numbers.TryGetValue(name, out var number) ? number : double.NaN;
        }

        return RowSet.Where(store.Count, row => column[row] >= least && column[row] <= most);
    }

    /// <summary>Products that have a value, themselves or in a variant, in any letter case; null where none has.</summary>
    public RowSet? With(string attribute, string value)
    {
        var (rows, isAny) = (new RowSet(store.Count), false);
        foreach (var product in store.Products())
        {
            if (!Has(product.Attributes) && !product.Variants.Any(variant => Has(variant.Attributes)))
                continue;
            rows.Add(product.Row);
            isAny = true;
        }

        return isAny ? rows : null;

        bool Has(IReadOnlyDictionary<string, IReadOnlyList<string>> attributes) => attributes.TryGetValue(attribute, out var values) && values.Contains(value, StringComparer.OrdinalIgnoreCase);
    }

    private static (IReadOnlyList<string> Numbers, IReadOnlyList<string> Attributes) NamesIn(CatalogueStore store)
    {
        var (numbers, attributes) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        foreach (var product in store.Products().Take(NamedBy))
        {
            numbers.UnionWith(product.Numbers.Keys);
            attributes.UnionWith(product.Attributes.Keys.Concat(product.Variants.SelectMany(variant => variant.Attributes.Keys)));
        }

        return ([.. numbers], [.. attributes]);
    }
}
