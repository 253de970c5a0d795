using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Models.FineGrained;
using Vitrine.Workbench;

namespace Vitrine.Cli.Terminal;

/// <summary>How the labels of training pairs spread, and the hardest pairs, as text and as JSON.</summary>
internal static class LabelsText
{
    public static void Write(InspectedLabels labels, TextOutput text)
    {
        var pairs = labels.Pairs;
        text.Line($"Labels of all pairs of {pairs.Products:N0} training products, 0.1 (texts say different things) to 0.9 (they say the same). A class is a category of the finest layer with ten products a category:");
        var spread = new Table().AddColumn("label").AddColumn(new TableColumn("pairs of one class").RightAligned()).AddColumn(new TableColumn("of two").RightAligned());
        for (var step = 0; step < pairs.Matching.Count; step++)
            spread.AddRow(Label(step), Share(pairs.Matching, step), Share(pairs.Others, step));
        text.Draw(spread);
        Write("Hard positives: one class, but the texts say different things", pairs.Positives, labels, text);
        Write("Hard negatives: two classes, but the texts say the same", pairs.Negatives, labels, text);
    }

    public static JsonObject ToJson(InspectedLabels labels) => new()
    {
        ["products"] = labels.Pairs.Products,
        ["labels"] = new JsonArray([.. Enumerable.Range(0, labels.Pairs.Matching.Count).Select(step => new JsonObject
        {
            ["label"] = (step + 1) / 10.0,
            ["sameClass"] = labels.Pairs.Matching[step],
            ["otherClass"] = labels.Pairs.Others[step],
        })]),
        ["hardPositives"] = ToJson(labels.Pairs.Positives, labels),
        ["hardNegatives"] = ToJson(labels.Pairs.Negatives, labels),
    };

    private static void Write(string heading, IReadOnlyList<HardPair> pairs, InspectedLabels labels, TextOutput text)
    {
        text.Line();
        text.Line($"{heading}:");
        if (pairs.Count == 0)
            text.Line("  none");
        foreach (var pair in pairs)
            text.Line($"  {pair.Label.ToString("F1", CultureInfo.InvariantCulture)}  {Of(pair.One)}  –  {Of(pair.Other)}");

        string Of(int item) => $"{labels.Products[item].Title} ({labels.Products[item].Category})";
    }

    private static JsonArray ToJson(IEnumerable<HardPair> pairs, InspectedLabels labels) => new([.. pairs.Select(pair => new JsonObject
    {
        ["label"] = MathF.Round(pair.Label, 1),
        ["one"] = ToJson(labels.Products[pair.One]),
        ["other"] = ToJson(labels.Products[pair.Other]),
    })]);

    private static JsonObject ToJson(LabelledProduct product) => new() { ["title"] = product.Title, ["category"] = product.Category };

    private static string Label(int step) => ((step + 1) / 10.0).ToString("F1", CultureInfo.InvariantCulture);

    private static string Share(IReadOnlyList<long> counts, int step) =>
        counts.Sum() is > 0 and var all ? (counts[step] / (double)all).ToString("P1", CultureInfo.InvariantCulture) : "–";
}
