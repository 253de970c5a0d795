using System.Globalization;
using Vitrine.Catalogue;

namespace Vitrine.Search.Traits;

/// <summary>What a store says of its products: the traits there are, and for each product the value it has.</summary>
internal sealed class TraitLabels
{
    /// <summary>A row of which the store does not say it, or says several values.</summary>
    public const short Unknown = -1;

    /// <summary>A row of which the store says what too few have to be a value: it is none of the values.</summary>
    public const short Other = -2;

    // Fewer products teach nothing about the others. But a kind is known by its name, and be it of one product.
    private const int FewestProducts = 3;

    // What has more common values is a name, no trait.
    private const int MostValues = 1000;

    private TraitLabels(IReadOnlyList<Trait> traits, IReadOnlyList<short[]> byRow) => (Traits, ByRow) = (traits, byRow);

    public IReadOnlyList<Trait> Traits { get; }

    /// <summary>[trait][row]: the number of its value, <see cref="Unknown"/> or <see cref="Other"/>.</summary>
    public IReadOnlyList<short[]> ByRow { get; }

    /// <summary>What the store says of a product's trait: its only value, or the path of its category; null where it says nothing, or several.</summary>
    public static string? ValueOf(Trait trait, Product product, CategoryTree tree) => trait.IsKind
        ? product.Category < 0 ? null : string.Join(Trait.Between, tree.Path(product.Category))
        : product.Attributes.TryGetValue(trait.Name, out var values) && values is [var only] ? only : null;

    // No photo and no title shows how many pieces are left, and "3 seater" is not what there are three of. Words find a size where the store says it.
    private static bool IsNumber(string value) => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>Reads them: values that at least three training products have, and the kinds of all products, the most frequent where there are too many.</summary>
    public static TraitLabels Of(CatalogueStore store, CancellationToken cancellation = default)
    {
        var columns = new SortedDictionary<string, string?[]>(StringComparer.Ordinal);
        foreach (var product in store.Products())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (name, values) in product.Attributes)
            {
                if (values is not [var only])
                    continue;
                if (!columns.TryGetValue(name, out var column))
                    columns.Add(name, column = new string?[store.Count]);
                column[product.Row] = only;
            }
        }

        var (traits, byRow) = (new List<Trait>(), new List<short[]>());
        var paths = Enumerable.Range(0, store.Tree.Count).Select(category => string.Join(Trait.Between, store.Tree.Path(category))).ToArray();
        Add(Trait.Kind, [.. store.Categories.Select(category => category < 0 ? null : paths[category])]);
        foreach (var (name, values) in columns)
            Add(name, values);
        return new TraitLabels(traits, byRow);

        void Add(string name, string?[] values)
        {
            var isKind = name == Trait.Kind;
            var counts = values.Where((value, row) => value is not null && (isKind || store.Parts[row] == Part.Train)).GroupBy(value => value!, StringComparer.Ordinal)
                .Where(group => isKind || group.Count() >= FewestProducts).Select(group => (Value: group.Key, Products: group.Count()));
            string[] common = [.. (isKind ? counts.OrderByDescending(count => count.Products).ThenBy(count => count.Value, StringComparer.Ordinal).Take(MostValues) : counts).Select(count => count.Value).Order(StringComparer.Ordinal)];
            if (common.Length is < 2 or > MostValues || Array.TrueForAll(common, IsNumber))
                return;
            var numbers = common.Index().ToDictionary(pair => pair.Item, pair => (short)pair.Index, StringComparer.Ordinal);
            traits.Add(new Trait(name, common));
            byRow.Add(Array.ConvertAll(values, value => value is null ? Unknown : numbers.GetValueOrDefault(value, Other)));
        }
    }
}
