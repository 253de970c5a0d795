using Spectre.Console;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Cli.Terminal;

/// <summary>An evaluation as a table for a reader.</summary>
internal static class EvaluationText
{
    public static void Write(Evaluated evaluated, TextOutput text)
    {
        DirectionResult[] directions = [.. evaluated.WithMean()];
        var table = new Table().Border(TableBorder.Simple).AddColumn("metric");
        foreach (var direction in directions)
            table.AddColumn(new TableColumn(direction.Direction).RightAligned());
        table.AddColumn(new TableColumn("chance").RightAligned());
        foreach (var name in directions[0].Measures.Where(measure => !measure.IsDetail).Select(measure => measure.Name))
        {
            Measure?[] row = [.. directions.Select(direction => direction.Measures.FirstOrDefault(measure => measure.Name == name))];
            Measure?[] exhaustive = [.. directions.Select(direction => direction.Measures.FirstOrDefault(measure => measure.Name == $"exhaustive/{name}"))];
            var random = (row[^1] ?? row[0])?.Chance is { } value ? Number(value, row[0]!.IsShare) : "";
            table.AddRow([name, .. row.Zip(exhaustive).Select(pair => Cell(pair.First, pair.Second)), random]);
        }

        text.Line($"{evaluated.Label}, {evaluated.Task} by {evaluated.Compared}: per cent, in brackets the bounds over all orders of products at equal distance;");
        text.Line("where an exhaustive comparison of what the model gives, unrounded, finds another value, it stands behind a bar");
        text.Draw(table);
        text.Line(evaluated.Protocol.ToCaption());
        foreach (var direction in evaluated.Directions)
            text.Line($"{direction.Direction}: {direction.Queries:N0} queries, {direction.LeftOut:N0} left out");
    }

    private static string Cell(Measure? measure, Measure? exhaustive)
    {
        if (measure is null)
            return "–";
        var value = measure.Value;
        var text = Number(value.Value, measure.IsShare);
        if (Math.Abs(value.Optimistic - value.Pessimistic) >= 5e-5)
            text += $" ({Number(value.Pessimistic, measure.IsShare)} – {Number(value.Optimistic, measure.IsShare)})";
        var beside = exhaustive is null ? text : Number(exhaustive.Value.Value, measure.IsShare);
        return beside == Number(value.Value, measure.IsShare) || exhaustive is null ? text : $"{text} | {beside}";
    }

    private static string Number(double value, bool isShare) => isShare ? $"{100 * value:F2}" : $"{value:F2}";
}
