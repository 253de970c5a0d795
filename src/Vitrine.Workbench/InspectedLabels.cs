using Vitrine.Catalogue.Images;
using Vitrine.Models.FineGrained;
using Vitrine.Workbench.Charts;

namespace Vitrine.Workbench;

/// <summary>A product in a hard pair.</summary>
/// <param name="Title">Its words.</param>
/// <param name="Category">Its path in the tree.</param>
/// <param name="Photo">The file; null: it has none.</param>
public sealed record LabelledProduct(string Title, string Category, byte[]? Photo);

/// <summary>Labels of training pairs with the products behind them.</summary>
/// <param name="Pairs">How the labels spread, and the hardest pairs.</param>
/// <param name="Products">By their numbers in the pairs.</param>
public sealed record InspectedLabels(HardPairs Pairs, IReadOnlyDictionary<int, LabelledProduct> Products)
{
    /// <summary>Between the categories of a path.</summary>
    internal const string Separator = " / ";

    /// <summary>The hard pairs with their photos as one picture: a pair per row, the hard positives first.</summary>
    /// <exception cref="Catalogue.UsageException">The products have no photos.</exception>
    public byte[] DrawSheet()
    {
        SheetQuery[] rows = [.. Rows("same class", Pairs.Positives), .. Rows("other class", Pairs.Negatives)];
        return rows.Length > 0
            ? ImageEncoder.Png(ContactSheet.Draw("Hard pairs of products", rows))
            : throw new Catalogue.UsageException("No hard pair has two photos, so there is nothing to draw.", "Leave out --sheet.");
    }

    /// <summary>How the labels spread: which share of the pairs of one class, and of two, has each label.</summary>
    public LineChart DrawChart()
    {
        ChartLine[] lines = [.. new[] { Line("one class", Pairs.Matching), Line("two classes", Pairs.Others) }.OfType<ChartLine>()];
        return lines.Length > 0
            ? new LineChart($"Labels of the pairs of {Pairs.Products:N0} training products", "label: how near the texts of a pair are", "share of the pairs", lines)
            : throw new Catalogue.UsageException("A single product makes no pair, so there is nothing to draw.", "Leave out --chart.");
    }

    // Where every product has a class of its own, or all have one, there are no pairs of a kind.
    private static ChartLine? Line(string label, IReadOnlyList<long> counts) =>
        counts.Sum() is > 0 and var all ? new ChartLine(label, [.. counts.Select((count, step) => ((step + 1) / 10.0, count / (double)all))]) : null;

    private IEnumerable<SheetQuery> Rows(string kind, IEnumerable<HardPair> pairs)
    {
        foreach (var pair in pairs)
        {
            var (one, other) = (Products[pair.One], Products[pair.Other]);
            if (one.Photo is { } left && other.Photo is { } right)
                yield return new SheetQuery($"{one.Title} ({one.Category.Split(Separator)[^1]})", left, [new SheetHit(right, other.Title, other.Category.Split(Separator)[^1], $"{kind}, label {pair.Label:F1}")]);
        }
    }
}
