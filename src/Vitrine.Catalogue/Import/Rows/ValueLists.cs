namespace Vitrine.Catalogue;

/// <summary>How one column of attributes writes several values in a cell: "S, M, L" or "Red|Blue".</summary>
internal static class ValueLists
{
    private const string Signs = "|;,";

    /// <summary>Values are what a shop has again and again: this share of the pieces stands in other cells too.</summary>
    private const double Share = 0.8;

    private const int LongestValue = 40;

    /// <summary>The sign after which the cells' pieces are values that stand in several cells; null where a cell is one value.</summary>
    public static char? SignOf(IEnumerable<string> cells)
    {
        string[] different = [.. cells.Where(cell => cell.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        foreach (var sign in Signs)
        {
            var pieces = Array.ConvertAll(different, cell => Split(cell, sign));
            var listing = pieces.Where(values => values.Length > 1).ToArray();
            // "Smith, John" is one value of two pieces, as every cell is; lists are of any length.
            if (listing.Length < 2 || pieces.Select(values => values.Length).Distinct().Count() == 1)
                continue;
            var cellsOf = pieces.SelectMany(values => values.Distinct(StringComparer.OrdinalIgnoreCase)).CountBy(value => value, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
            string[] listed = [.. listing.SelectMany(values => values)];
            if (listed.All(value => value.Length <= LongestValue) && listed.Count(value => cellsOf[value] > 1) >= Share * listed.Length)
                return sign;
        }

        return null;
    }

    /// <summary>The values, trimmed, without empty ones. A comma between digits is part of a number.</summary>
    public static string[] Split(string cell, char sign)
    {
        var (values, start) = (new List<string>(), 0);
        for (var i = 0; i <= cell.Length; i++)
        {
            if (i < cell.Length && (cell[i] != sign || (sign == ',' && IsDigit(i - 1) && IsDigit(i + 1))))
                continue;
            if (cell[start..i].Trim() is { Length: > 0 } value)
                values.Add(value);
            start = i + 1;
        }

        return [.. values];

        bool IsDigit(int place) => place >= 0 && place < cell.Length && char.IsAsciiDigit(cell[place]);
    }
}
