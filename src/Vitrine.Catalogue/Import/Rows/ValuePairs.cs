using System.Buffers;

namespace Vitrine.Catalogue;

/// <summary>How one column writes attributes with their names in a cell: "color=Red,size=M" as Magento does, "Colour:Red:1,Material:Cotton:2" as PrestaShop does, "Color: Red; Size: M".</summary>
/// <param name="Between">What stands between two pairs.</param>
/// <param name="Within">What stands between a name and its value.</param>
internal sealed record ValuePairs(char Between, char Within)
{
    private const int LongestName = 64;

    /// <summary>This share of the cells consists of pairs.</summary>
    private const double Share = 0.9;

    /// <summary>This share of the pairs has a name that other pairs have too.</summary>
    private const double NamedAgain = 0.6;

    private static readonly SearchValues<char> Signs = SearchValues.Create("|;,=:");

    private static readonly ValuePairs[] Forms =
        [.. from within in "=:" from between in "|;," select new ValuePairs(between, within)];

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
        foreach (var piece in cell.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (PairOf(piece) is { } pair)
                pairs.Add(pair);
            else if (pairs.Count > 0)
                pairs[^1] = (pairs[^1].Name, $"{pairs[^1].Value}{Between} {piece}");
            else
                return [];
        }

        return pairs;
    }

    private bool IsThatOf(string[] cells)
    {
        var read = Array.ConvertAll(cells, Pairs);
        string[] names = [.. read.SelectMany(pairs => pairs).Select(pair => pair.Name)];
        // One pair in every cell may be a way of speaking, "Note: hand wash", if no place is written behind.
        return (read.Any(pairs => pairs.Count > 1) || (Between == ',' && cells.All(cell => WithoutPosition(cell) != cell))) && read.Count(pairs => pairs.Count > 0) >= Share * cells.Length
            && names.CountBy(name => name, StringComparer.OrdinalIgnoreCase).Where(name => name.Value > 1).Sum(name => name.Value) is > 0 and var again && again >= NamedAgain * names.Length;
    }

    private (string Name, string Value)? PairOf(string piece)
    {
        var place = piece.IndexOf(Within, StringComparison.Ordinal);
        if (place <= 0 || place > LongestName || !char.IsLetter(piece[0]) || piece.AsSpan(0, place).ContainsAny(Signs) || piece.AsSpan(place + 1).StartsWith("//", StringComparison.Ordinal))
            return null;
        return (piece[..place].Trim(), WithoutPosition(piece[(place + 1)..]).Trim());
    }

    // PrestaShop writes after a value its place among the values, and whether it is the product's own: "Red:1", "Red:1:0".
    private string WithoutPosition(string value)
    {
        while (Within == ':' && value.LastIndexOf(':') is var place and > 0 && value[(place + 1)..].Trim() is { Length: > 0 and < 4 } last && last.All(char.IsAsciiDigit))
            value = value[..place];
        return value;
    }
}
