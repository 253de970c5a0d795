using Spectre.Console;
using Vitrine.Catalogue;

namespace Vitrine.Cli.Terminal;

/// <summary>A store's categories as a tree and as bars.</summary>
static class CategoryDrawing
{
    /// <summary>All layers but the finest, which the histogram shows; each class with its number of products.</summary>
    public static Tree Tree(CatalogueStore store)
    {
        CategoryTree tree = store.Tree;
        var drawing = new Tree($"{store.Count:N0} products");
        int layers = Math.Max(1, tree.Depth - 1);
        var nodes = new Dictionary<(int Layer, int Label), TreeNode>();
        for (int layer = 1; layer <= Math.Min(layers, tree.Depth); layer++)
        {
            var products = store.Categories.CountBy(category => tree.Label(category, layer));
            foreach ((int label, int count) in products.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
            {
                IReadOnlyList<string> path = tree.ClassPath(layer, label);
                if (path.Count < layer)
                    continue;   // a branch that ended above is drawn there
                string text = $"{Markup.Escape(path[^1])} [grey]{count:N0}[/]";
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
        int largest = categories.Count == 0 ? 1 : categories.Max(row => row.Products);
        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumn("category").AddColumn(new TableColumn("products").RightAligned()).AddColumn("bar");
        foreach ((int category, int products) in categories.Take(rows))
            table.AddRow(Markup.Escape(Words.Path(tree, category)), $"{products:N0}", new string('█', Math.Max(1, BarWidth * products / largest)));
        if (categories.Count > rows)
            table.AddRow($"… and {categories.Count - rows:N0} more (--json lists all)", $"{categories.Skip(rows).Sum(row => row.Products):N0}", "");
        return table;
    }

    static int ParentOf(CategoryTree tree, int layer, int label)
    {
        int category = Enumerable.Range(0, tree.Count).First(number => tree.Label(number, layer) == label);
        return tree.Label(category, layer - 1);
    }
}
