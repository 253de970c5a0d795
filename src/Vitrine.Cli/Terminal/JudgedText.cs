using Spectre.Console;
using Vitrine.Workbench.Shopping;

namespace Vitrine.Cli.Terminal;

/// <summary>What is right for some texts says of rankings, as a table for a reader: a line for each way to rank.</summary>
internal static class JudgedText
{
    public static void Write(JudgedResult result, TextOutput text)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("ranking");
        foreach (var measure in result.Contestants[0].Measures)
            table.AddColumn(new TableColumn(measure.Name).RightAligned());
        foreach (var contestant in result.Contestants)
            table.AddRow([contestant.Name, .. contestant.Measures.Select(measure => $"{100 * measure.Value.Value:F2}")]);
        text.Line($"{result.Label}, {result.Task}, per cent");
        text.Draw(table);
        text.Line(result.Protocol.ToCaption());
    }
}
