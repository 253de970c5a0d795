using System.Globalization;

namespace Vitrine.Catalogue;

/// <summary>Some cells of one column.</summary>
internal sealed class SampledColumn(string name, IReadOnlyList<TableCell> cells)
{
    /// <summary>In fewer rows than these, what goes together may do so by chance.</summary>
    private const int FewRows = 40;

    private const int LongestShortText = 80, LongestNumber = 8;
    private static readonly char[] BetweenNumbers = ['|', ';'];
    private const double MostOfThem = 0.95;

    private readonly Dictionary<string, int> counts = cells.CountBy(cell => cell.Text, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    public string Name => name;

    /// <summary>See <see cref="HeaderKey"/>.</summary>
    public string Key { get; } = HeaderKey.Of(name);

    public IReadOnlyList<TableCell> Cells => cells;

    /// <summary>Cells with something in them.</summary>
    public int Filled => cells.Count - counts.GetValueOrDefault("");

    /// <summary>Number of different values.</summary>
    public int Distinct => counts.Count;

    /// <summary>All different, but for a slip here and there.</summary>
    public bool IsUnique => Distinct >= 0.99 * cells.Count;

    /// <summary>All different, but for one in ten.</summary>
    public bool IsMostlyUnique => Distinct >= 0.9 * cells.Count;

    /// <summary>There are too few rows to conclude anything from which values stand together.</summary>
    public bool HasFewRows => cells.Count < FewRows;

    public double MeanWords => cells.Average(cell => cell.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    public bool Has(string value) => counts.ContainsKey(value);

    /// <summary>Few enough different values to group products by, and more than one.</summary>
    public bool IsCategorical(int most) => Distinct > 1 && Distinct <= most && Distinct <= cells.Count / (HasFewRows ? 2 : 5);

    /// <summary>Short texts of people, such as authors, grapes or tags, though no two products may have the same: words that are looked for.</summary>
    public bool HoldsShortTexts => Filled > 0 && cells.Count(cell => cell.Text.Length == 0 || IsShortText(cell.Text)) >= MostOfThem * cells.Count;

    /// <summary>Lists of sizes, "49|51|53": what each product can be had in.</summary>
    public bool HoldsListsOfNumbers => cells.Any(cell => cell.Text.AsSpan().IndexOfAny(BetweenNumbers) > 0) && cells.Count(cell => cell.Text.Length == 0 || IsListOfNumbers(cell.Text)) >= MostOfThem * cells.Count;

    private static bool IsListOfNumbers(string text) => text.Split(BetweenNumbers).All(part => part.Trim() is { Length: > 0 and <= LongestNumber } number && char.IsAsciiDigit(number[0]) && number.All(character => char.IsAsciiDigit(character) || character is '.' or ','));

    private static bool IsShortText(string text) => text.Length <= LongestShortText && text.Any(char.IsLetter) && text.Count(char.IsAsciiDigit) * 2 < text.Length && !text.Contains("://", StringComparison.Ordinal)
        && text.AsSpan().IndexOfAny("<@{\\_") < 0 && !DateTime.TryParse(text, CultureInfo.InvariantCulture, out _) && (text.Contains(' ') || text.AsSpan().IndexOfAny("-/") < 0);

    /// <summary>The column's <see cref="Key"/> contains one of the words.</summary>
    public bool IsCalled(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Key.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>
    /// How much of the doubt about another column goes when this one is known: 1 − (rows guessed wrong knowing it) / (rows guessed wrong
    /// without), Goodman and Kruskal's lambda. Plain agreement would call every column determined whose one value fills nearly all rows.
    /// </summary>
    public double Determines(SampledColumn other)
    {
        var rows = cells.Count;
        var pairs = Enumerable.Range(0, rows).CountBy(row => (cells[row].Text, other.Cells[row].Text));
        var right = pairs.GroupBy(pair => pair.Key.Item1).Sum(group => group.Max(pair => pair.Value));
        var blind = other.counts.Values.Max();
        return blind == rows ? 0 : (double)(right - blind) / (rows - blind);
    }
}
