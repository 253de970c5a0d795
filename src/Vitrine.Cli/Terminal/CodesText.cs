using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Search.Codes;

namespace Vitrine.Cli.Terminal;

/// <summary>How well codes use their bits, as text and as JSON.</summary>
internal static class CodesText
{
    private const int BitsShown = 5;
    private const int BarsShown = 16;
    private const int BarWidth = 30;

    public static void Write(CodeHealth health, TextOutput text)
    {
        text.Line($"{health.Products:N0} products, codes of {string.Join(" + ", health.BitsPerLayer)} bits: {health.DistinctCodes:N0} different ones; {Percent(health.IdenticalShare)} of the products share theirs with another, {health.LargestGroup:N0} the same one.");
        text.Line($"{Percent(health.TiedWithin)} of the pairs of one category are at distance 0, where no order is known.");
        for (var layer = 1; layer <= health.BitsPerLayer.Count; layer++)
        {
            var own = health.Bits.Where(bit => bit.Layer == layer).ToArray();
            text.Line($"layer {layer}: {Number(own.Sum(bit => bit.Entropy))} bits of entropy in {own.Length}, {own.Count(bit => bit.Entropy < 0.1)} of them nearly always the same");
        }

        text.Line($"least telling: {string.Join(", ", health.Bits.OrderBy(bit => bit.Entropy).Take(BitsShown).Select(bit => $"bit {bit.Bit} ({Percent(bit.Balance)} ones)"))}");
        text.Line($"correlation of two bits: {Number(health.MeanCorrelation)} on average; most alike {string.Join(", ", health.MostCorrelated.Take(BitsShown).Select(pair => $"{pair.One} and {pair.Other} ({Number(pair.Correlation)})"))}");
        text.Draw(Histogram(health));
    }

    public static JsonObject ToJson(CodeHealth health) => new()
    {
        ["products"] = health.Products,
        ["bitsPerLayer"] = Array(health.BitsPerLayer, bits => JsonValue.Create(bits)),
        ["distinctCodes"] = health.DistinctCodes,
        ["identicalShare"] = Rounded(health.IdenticalShare),
        ["largestGroup"] = health.LargestGroup,
        ["tiedWithin"] = Rounded(health.TiedWithin),
        ["meanCorrelation"] = Rounded(health.MeanCorrelation),
        ["bits"] = Array(health.Bits, bit => new JsonObject { ["bit"] = bit.Bit, ["layer"] = bit.Layer, ["balance"] = Rounded(bit.Balance), ["entropy"] = Rounded(bit.Entropy) }),
        ["mostCorrelated"] = Array(health.MostCorrelated, pair => new JsonObject { ["one"] = pair.One, ["other"] = pair.Other, ["correlation"] = Rounded(pair.Correlation) }),
        ["within"] = Array(health.Within, pairs => JsonValue.Create(pairs)),
        ["across"] = Array(health.Across, pairs => JsonValue.Create(pairs)),
    };

    // Distances are joined to as many bars as are read at a glance.
    private static Table Histogram(CodeHealth health)
    {
        var step = (health.Within.Count + BarsShown - 1) / BarsShown;
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("distance").RightAligned()).AddColumn("pairs of one category").AddColumn("of two");
        var (within, across) = (Joined(health.Within, step), Joined(health.Across, step));
        var last = Math.Max(System.Array.FindLastIndex(within, share => share > 0), System.Array.FindLastIndex(across, share => share > 0));
        for (var bar = 0; bar <= last; bar++)
            table.AddRow(step == 1 ? $"{bar}" : $"{bar * step}–{Math.Min(health.Within.Count, (bar + 1) * step) - 1}", Bar(within[bar]), Bar(across[bar]));
        return table;
    }

    private static double[] Joined(IReadOnlyList<long> counts, int step)
    {
        var all = Math.Max(1, counts.Sum());
        return [.. counts.Chunk(step).Select(chunk => chunk.Sum() / (double)all)];
    }

    private static string Bar(double share) => $"{new string('█', (int)Math.Ceiling(share * BarWidth))} {Percent(share)}";

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> node) => new([.. items.Select(node)]);

    private static JsonValue Rounded(double value) => JsonValue.Create(Math.Round(value, 6));

    private static string Percent(double share) => share.ToString("P1", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
