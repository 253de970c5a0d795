using Spectre.Console;
using Vitrine.Catalogue;

namespace Vitrine.Cli.Terminal;

/// <summary>A store's categories as a tree and as bars.</summary>
internal static class CategoryDrawing
{
    /// <summary>All layers but the finest, which the histogram shows; each class with its number of products.</summary>
    public static Tree Tree(CatalogueStore store)
    {
        var tree = store.Tree;
        var drawing = new Tree($"{store.Count:N0} products");
        var layers = Math.Max(1, tree.Depth - 1);
        var nodes = new Dictionary<(int Layer, int Label), TreeNode>();
        for (var layer = 1; layer <= Math.Min(layers, tree.Depth); layer++)
        {
            var products = store.Categories.CountBy(category => tree.Label(category, layer));
            foreach ((var label, var count) in products.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
            {
                var path = tree.ClassPath(layer, label);
                if (path.Count < layer)
                    continue;   // a branch that ended above is drawn there
                var text = $"{Markup.Escape(path[^1])} [grey]{count:N0}[/]";
                IHasTreeNodes parent = layer == 1 ? drawing : nodes[(layer - 1, ParentOf(tree, layer, label))];
                nodes[(layer, label)] = parent.AddNode(text);
            }
        }

        return drawing;
    }

    /// <summary>The largest categories as bars; the rest in one line.</summary>
    public static Table Histogram(CategoryTree tree, IReadOnlyList<(int Category, int Products)> categories, int rows)
    {
        const int BarWidth = 30;
        var largest = categories.Count == 0 ? 1 : categories.Max(row => row.Products);
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("category").AddColumn(new TableColumn("products").RightAligned()).AddColumn("bar");
        foreach ((var category, var products) in categories.Take(rows))
            table.AddRow(Markup.Escape(Words.Path(tree, category)), $"{products:N0}", new string('█', Math.Max(1, BarWidth * products / largest)));
        if (categories.Count > rows)
            table.AddRow($"… and {categories.Count - rows:N0} more (--json lists all)", $"{categories.Skip(rows).Sum(row => row.Products):N0}", "");
        return table;
    }

    private static int ParentOf(CategoryTree tree, int layer, int label)
    {
        var category = Enumerable.Range(0, tree.Count).First(number => tree.Label(number, layer) == label);
        return tree.Label(category, layer - 1);
    }
}
