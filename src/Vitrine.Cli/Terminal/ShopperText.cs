using Spectre.Console;
using Vitrine.Search.Queries;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Cli.Terminal;

/// <summary>What shoppers find as a table for a reader: a line for each variant of the queries, a column for each way to rank.</summary>
internal static class ShopperText
{
    private static readonly string[] Shown = ["ndcg@10", "p@10", "without-hits"];

    public static void Write(ShopperResult result, TextOutput text)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("queries").AddColumn(new TableColumn("number").RightAligned());
        foreach (var contestant in result.Contestants)
            table.AddColumn(new TableColumn(contestant.Name).RightAligned());
        foreach (var (v, variant) in result.Contestants[0].Variants.Index())
        {
            VariantResult[] row = [.. result.Contestants.Select(contestant => contestant.Variants[v])];
            table.AddRow([variant.Variant.Name(), $"{variant.Queries:N0}", .. row.Select(own => Cell(own, ""))]);
            if (variant.Variant == QueryVariant.AsIs)
            {
                foreach (var (name, number) in result.Groups)
                    table.AddRow([$"  {name}", $"{number:N0}", .. row.Select(own => Cell(own, $"{name}/"))]);
            }
            else if (variant.LeftOut > 0)
            {
                table.AddRow(["  the same as-is", "", .. row.Select(own => Cell(own, $"{QueryVariant.AsIs.Name()}/"))]);
            }
        }

        text.Line($"{result.Label}, {ShopperTask.Name}: nDCG@10 / P@10 / queries without hits, per cent");
        text.Draw(table);
        text.Line(result.Protocol.ToCaption());
    }

    private static string Cell(VariantResult variant, string prefix) =>
        string.Join(" / ", Shown.Select(name => variant.Find($"{prefix}{name}") is { } measure ? $"{100 * measure.Value.Value:F2}" : "–"));
}
