using System.Buffers;
using System.Globalization;

namespace Vitrine.Catalogue;

/// <summary>A number as shops write it: "19.90", "1.299,00 €", "$1,299.00", "19,90 EUR"; or as programs do: "1.2E+3".</summary>
internal static class NumberCell
{
    private static readonly SearchValues<char> Currencies = SearchValues.Create("€$£₹¥₺₽₫₩");

    private const int MostDigits = 15; // of a double, before the point: what programs write after it ("12.490000000000002") is rounded

    /// <summary>What stands before the decimals of the cells of a column: a point or a comma; null where they do not tell, or tell both.</summary>
    public static char? DecimalSignOf(IEnumerable<string> cells)
    {
        var (points, commas) = (false, false);
        foreach (var cell in cells)
        {
            var number = DigitsOf(cell, out _);
            var (point, comma) = (number.LastIndexOf('.'), number.LastIndexOf(','));
            var last = Math.Max(point, comma);
            // Of one sign and three digits behind it nobody knows, but for "0,299".
            if (last < 0 || number.IndexOf(number[last]) != last || (point < 0 || comma < 0) && number.Length - last == 4 && number[..last] != "0")
                continue;
            points |= point == last;
            commas |= comma == last;
        }

        return points == commas ? null : points ? '.' : ',';
    }

    /// <summary>The first number of the cell; false where there is none.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="number">It.</param>
    /// <param name="decimalSign">See <see cref="DecimalSignOf"/>.</param>
    public static bool TryRead(string cell, out double number, char? decimalSign = null)
    {
        number = 0;
        var written = DigitsOf(cell, out var start);
        if (start < 0)
            return false;
        var end = start + written.Length;
        var isAmount = cell.AsSpan().IndexOfAny(Currencies) >= 0 || cell.Contains("EUR", StringComparison.OrdinalIgnoreCase);
        var digits = Plain(written, isAmount, decimalSign);
        if (digits.Split('.')[0].Length > MostDigits || !double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number))
            return false;
        var sign = cell[..start].TrimEnd();
        if ((sign.EndsWith('.') || sign.EndsWith(',')) && !digits.Contains('.'))
            number = double.Parse(digits = $"0.{digits}", CultureInfo.InvariantCulture); // ".90"
        if (ExponentAt(cell, end) is { } exponent && double.Parse($"{digits}e{exponent}", CultureInfo.InvariantCulture) is var scaled && scaled < Math.Pow(10, MostDigits))
            number = scaled;
        if (sign.TrimEnd('.', ',', '$', '€', '£', ' ').EndsWith('-') || sign.EndsWith('\u2212'))
            number = -number;
        return true;
    }

    private static string DigitsOf(string cell, out int start)
    {
        start = cell.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
            return "";
        var end = start;
        while (end < cell.Length && IsOfNumber(cell, end))
            end++;
        return cell[start..end].TrimEnd('.', ',', '\'', '\u2019', ' ', '\u00a0', '\u202f');
    }

    // "E" behind a number is the euro too: an exponent has digits behind it, and nothing behind these.
    private static int? ExponentAt(string cell, int at) =>
        at < cell.Length && cell[at] is 'e' or 'E' && int.TryParse(cell.AsSpan(at + 1).TrimEnd(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) && Math.Abs(exponent) <= MostDigits ? exponent : null;

    // A blank or an apostrophe belongs to it between digits only: it groups thousands.
    private static bool IsOfNumber(string cell, int at) => char.IsAsciiDigit(cell[at]) || cell[at] is '.' or ','
        || (cell[at] is (' ' or '\'' or '\u2019' or '\u00a0' or '\u202f') && at + 3 < cell.Length && char.IsAsciiDigit(cell[at - 1])
            && cell.AsSpan(at + 1, 3).IndexOfAnyExceptInRange('0', '9') < 0);

    /// <summary>
    /// Digits with a point at most. Of a comma and a point the later separates decimals; one alone does unless exactly three digits follow
    /// a comma, or it stands more than once ("1,299", "1.299.000": thousands; "1.299" is below two, as programs write it, but no price has three decimals: "1.299 €" are thousands), and where
    /// the other cells of the column say which it is.
    /// </summary>
    private static string Plain(string number, bool isAmount, char? decimalSign)
    {
        number = string.Concat(number.Where(character => char.IsAsciiDigit(character) || character is '.' or ','));
        var (point, comma) = (number.LastIndexOf('.'), number.LastIndexOf(','));
        if (point >= 0 && comma >= 0)
            return point > comma ? number.Replace(",", "", StringComparison.Ordinal) : number.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        if (comma >= 0)
            return number.IndexOf(',') != comma || (number.Length - comma == 4 && decimalSign != ',') ? number.Replace(",", "", StringComparison.Ordinal) : number.Replace(',', '.');
        return number.IndexOf('.') != point || ((isAmount || decimalSign == ',') && point is > 0 and <= 3 && number[0] != '0' && number.Length - point == 4) ? number.Replace(".", "", StringComparison.Ordinal) : number;
    }
}
