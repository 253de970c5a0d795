using System.Buffers;
using System.Text.RegularExpressions;

namespace Vitrine.Catalogue;

/// <summary>How one column writes attributes with their names in a cell: "color=Red,size=M" as Magento does, "Colour:Red:1,Material:Cotton:2" as PrestaShop does, "Color: Red; Size: M".</summary>
/// <param name="Between">What stands between two pairs.</param>
/// <param name="Within">What stands between a name and its value.</param>
/// <param name="HasPlaces">Whether behind each value stand its place among the values and perhaps whether it is the product's own, as PrestaShop writes them: "Red:1", "Red:1:0".</param>
internal sealed partial record ValuePairs(char Between, char Within, bool HasPlaces = false)
{
    private const int LongestName = 64;

    /// <summary>This share of the cells consists of pairs.</summary>
    private const double Share = 0.9;

    /// <summary>This share of the pairs has a name that other pairs have too.</summary>
    private const double NamedAgain = 0.6;

    private static readonly SearchValues<char> Signs = SearchValues.Create("|;,=:");

    private static readonly ValuePairs[] Forms =
        [new(',', ':', HasPlaces: true), .. from within in "=:" from between in "|;," select new ValuePairs(between, within)];

    /// <summary>The form of the cells; null where they are no pairs.</summary>
    public static ValuePairs? FormOf(IEnumerable<string> cells)
    {
        string[] filled = [.. cells.Where(cell => cell.Length > 0)];
        return Forms.FirstOrDefault(form => form.IsThatOf(filled));
    }

    /// <summary>Names with their values, of which a bar parts several; a piece without a name goes on with the value before it. Empty where the cell does not begin with a pair.</summary>
    public IReadOnlyList<(string Name, string[] Values)> Read(string cell) =>
        [.. Pairs(cell).Select(pair => (pair.Name, Between == '|' ? [pair.Value] : ValueLists.Split(pair.Value, '|')))];

    private List<(string Name, string Value)> Pairs(string cell)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var piece in cell.Split(Between).Where(piece => !string.IsNullOrWhiteSpace(piece)))
        {
            if (PairOf(piece.Trim()) is { } pair)
                pairs.Add(pair);
            else if (pairs.Count > 0)
                pairs[^1] = (pairs[^1].Name, $"{pairs[^1].Value}{Between}{piece}".TrimEnd());
            else
                return [];
        }

        return pairs;
    }

    private bool IsThatOf(string[] cells)
    {
        var read = Array.ConvertAll(cells, Pairs);
        string[] names = [.. read.SelectMany(pairs => pairs).Select(pair => pair.Name)];
        // One pair in every cell may be a way of speaking: "Note: hand wash".
        return (HasPlaces ? cells.Length > 0 && Array.TrueForAll(cells, cell => cell.Split(Between).All(piece => Places().IsMatch(piece))) : read.Any(pairs => pairs.Count > 1)) && read.Count(pairs => pairs.Count > 0) >= Share * cells.Length
            && names.CountBy(name => name, StringComparer.OrdinalIgnoreCase).Where(name => name.Value > 1).Sum(name => name.Value) is > 0 and var again && again >= NamedAgain * names.Length;
    }

    private (string Name, string Value)? PairOf(string piece)
    {
        var place = piece.IndexOf(Within, StringComparison.Ordinal);
        if (place <= 0 || place > LongestName || !char.IsLetter(piece[0]) || piece.AsSpan(0, place).ContainsAny(Signs) || piece.AsSpan(place + 1).StartsWith("//", StringComparison.Ordinal))
            return null;
        var value = piece[(place + 1)..];
        return (piece[..place].Trim(), (HasPlaces ? Places().Replace(value, "") : value).Trim());
    }

    [GeneratedRegex(@"(?::\s*[0-9]{1,3}\s*){1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Places();
}
