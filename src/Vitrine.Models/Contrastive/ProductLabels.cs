using Vitrine.Models.Contract;

namespace Vitrine.Models.Contrastive;

/// <summary>Categories and attribute values of training products as classes.</summary>
internal sealed class ProductLabels
{
    // A value that fewer products have cannot be learned, only memorised.
    private const int FewestProducts = 10;

    private ProductLabels(IReadOnlyList<LabelHead> heads, IReadOnlyList<int[]> labels) => (Heads, Labels) = (heads, labels);

    public IReadOnlyList<LabelHead> Heads { get; }

    /// <summary>[head][product]: the class, or −1.</summary>
    public IReadOnlyList<int[]> Labels { get; }

    /// <summary>The finest categories, and every attribute that has at least two common values.</summary>
    /// <param name="data">Knows categories and attributes.</param>
    /// <param name="rows">The training items.</param>
    public static ProductLabels Of(ITrainingData data, IReadOnlyList<int> rows)
    {
        var heads = new List<LabelHead>();
        var labels = new List<int[]>();
        Add(LabelHeads.Category, [.. rows.Select(row => string.Join('/', data.Tree.Path(data.CategoryOf(row))))], fewest: 1);
        var attributes = new SortedDictionary<string, string?[]>(StringComparer.Ordinal);
        foreach (var (item, values) in data.Attributes(rows).Index())
        {
            foreach (var (name, value) in values)
            {
                if (!attributes.TryGetValue(name, out var column))
                    attributes.Add(name, column = new string?[rows.Count]);
                column[item] = value is [var only] ? only : null; // a class is one value
            }
        }

        foreach (var (name, values) in attributes)
            Add(name, values, FewestProducts);
        return new ProductLabels(heads, labels);

        void Add(string head, string?[] values, int fewest)
        {
            string[] classes = [.. values.OfType<string>().GroupBy(value => value, StringComparer.Ordinal)
                .Where(group => group.Count() >= fewest).Select(group => group.Key).Order(StringComparer.Ordinal)];
            if (classes.Length < 2)
                return;
            var numbers = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
            heads.Add(new LabelHead(head, classes));
            labels.Add(Array.ConvertAll(values, value => value is null ? -1 : numbers.GetValueOrDefault(value, -1)));
        }
    }

    /// <summary>The labels of some products, per head.</summary>
    public IReadOnlyList<int[]> Pick(int[] products) => [.. Labels.Select(head => Array.ConvertAll(products, product => head[product]))];
}
