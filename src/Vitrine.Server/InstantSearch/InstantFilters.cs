using System.Globalization;
using System.Text.RegularExpressions;
using Vitrine.Search.Fields;
using Vitrine.Server.Problems;

namespace Vitrine.Server.InstantSearch;

/// <summary>Filters as widgets write them: "colour:red", "category.lvl1:Apparel > Topwear", "price>=10", "price:10 TO 50".</summary>
internal static partial class InstantFilters
{
    /// <summary>What widgets for trees call the layers of the category: this and a number from 0.</summary>
    public const string CategoryLayer = "category.lvl";

    /// <summary>Between the names of a category.</summary>
    public const string Between = " > ";

    /// <summary>Conditions by field.</summary>
    /// <param name="values">Groups of "FIELD:VALUE"; of a group one has to hold.</param>
    /// <param name="numbers">Comparisons, all of which have to hold.</param>
    /// <exception cref="ProblemException">One cannot be read, or cannot be asked.</exception>
    public static Dictionary<string, FieldCondition> Read(IEnumerable<IReadOnlyList<string>> values, IEnumerable<IReadOnlyList<string>> numbers)
    {
        var conditions = new Dictionary<string, FieldCondition>(StringComparer.Ordinal);
        foreach (var group in values.Where(group => group.Count > 0))
            Add(conditions, group);
        foreach (var group in numbers.Where(group => group.Count > 0))
            Narrow(conditions, group.Count == 1 ? group[0] : throw Bad(string.Join(" or ", group), "one comparison in each array"));
        return conditions;
    }

    /// <summary>The field that a widget means.</summary>
    public static string FieldOf(string name) => name.StartsWith(CategoryLayer, StringComparison.Ordinal) ? ShopField.Category : name;

    private static void Add(Dictionary<string, FieldCondition> conditions, IReadOnlyList<string> group)
    {
        var pairs = group.Select(text => text.Split(':', 2)).ToArray();
        if (pairs.FirstOrDefault(pair => pair.Length != 2 || pair[0].Length == 0 || pair[1].StartsWith('-')) is { } wrong)
            throw Bad(string.Join(':', wrong), "FIELD:VALUE; values that are not wanted are said by 'not' of /v1/search");
        var fields = pairs.Select(pair => FieldOf(pair[0])).Distinct(StringComparer.Ordinal).ToArray();
        if (fields is not [var field])
            throw Bad(string.Join(" or ", group), "values of one field in each inner array");
        string[] asked = [.. pairs.Select(pair => field == ShopField.Category ? pair[1].Replace(Between, "/", StringComparison.Ordinal) : pair[1])];
        if (conditions.TryAdd(field, new FieldCondition.OneOf(asked)))
            return;
        // Widgets of a tree repeat the branches above the chosen one; the last is the narrowest.
        conditions[field] = field == ShopField.Category ? new FieldCondition.OneOf(asked)
            : ((FieldCondition.OneOf)conditions[field]).Values.Intersect(asked, StringComparer.Ordinal).ToArray() is { Length: > 0 } both ? new FieldCondition.OneOf(both)
            : throw Bad(string.Join(" and ", group), $"all wanted values of '{field}' in one inner array: a product has one of them");
    }

    private static void Narrow(Dictionary<string, FieldCondition> conditions, string text)
    {
        var (field, from, to) = Comparison().Match(text) is { Success: true } compared ? Compared(compared) : RangeText().Match(text) is { Success: true } range
            ? (range.Groups[1].Value, NumberIn(range.Groups[2].Value), NumberIn(range.Groups[3].Value))
            : throw Bad(text, "a comparison such as price>=10, or price:10 TO 50");
        var before = conditions.GetValueOrDefault(field) as FieldCondition.Between ?? new FieldCondition.Between(null, null);
        conditions[field] = new FieldCondition.Between(Larger(before.From, from), Smaller(before.To, to));
    }

    private static (string Field, double? From, double? To) Compared(Match match)
    {
        var (field, number) = (match.Groups[1].Value, NumberIn(match.Groups[3].Value));
        return match.Groups[2].Value switch
        {
            ">=" => (field, number, null),
            ">" => (field, Math.BitIncrement(number), null),
            "<=" => (field, null, number),
            "<" => (field, null, Math.BitDecrement(number)),
            _ => (field, number, number),
        };
    }

    private static double NumberIn(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : throw Bad(text, "a number");

    private static double? Larger(double? one, double? other) => one is { } a && other is { } b ? Math.Max(a, b) : one ?? other;

    private static double? Smaller(double? one, double? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;

    private static ProblemException Bad(string found, string expected) =>
        new(ProblemKind.BadQuery, $"The filter '{(found.Length <= 80 ? found : found[..80] + "…")}' cannot be asked; expected {expected}.", "Names of fields are those of /v1/fields.");

    [GeneratedRegex(@"^\s*([^<>=!]+?)\s*(>=|<=|=|<|>)\s*([-+0-9.eE]+)\s*$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"^\s*([^:]+?)\s*:\s*([-+0-9.eE]+)\s+TO\s+([-+0-9.eE]+)\s*$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex RangeText();
}
