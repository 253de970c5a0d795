using Vitrine.Catalogue;

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
    /// <param name="store">Knows the categories' names.</param>
    /// <param name="products">The training products.</param>
    public static ProductLabels Of(CatalogueStore store, IReadOnlyList<Product> products)
    {
        var heads = new List<LabelHead>();
        var labels = new List<int[]>();
        Add(LabelHeads.Category, product => string.Join('/', store.Tree.Path(product.Category)), fewest: 1);
        foreach (var name in products.SelectMany(product => product.Attributes.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Add(name, product => product.Attributes.GetValueOrDefault(name), FewestProducts);
        return new ProductLabels(heads, labels);

        void Add(string head, Func<Product, string?> valueOf, int fewest)
        {
            string[] classes = [.. products.Select(valueOf).OfType<string>().GroupBy(value => value, StringComparer.Ordinal)
                .Where(group => group.Count() >= fewest).Select(group => group.Key).Order(StringComparer.Ordinal)];
            if (classes.Length < 2)
                return;
            var numbers = classes.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
            heads.Add(new LabelHead(head, classes));
            labels.Add([.. products.Select(product => valueOf(product) is { } value ? numbers.GetValueOrDefault(value, -1) : -1)]);
        }
    }

    /// <summary>The labels of some products, per head.</summary>
    public IReadOnlyList<int[]> Pick(int[] products) => [.. Labels.Select(head => Array.ConvertAll(products, product => head[product]))];
}
