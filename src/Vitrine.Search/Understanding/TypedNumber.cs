using System.Globalization;

namespace Vitrine.Search.Understanding;

/// <summary>A number as people type it, with or without the sign of a currency: "50", "19.99", "2,50", "1,000", "1.000", "1.299,00 €".</summary>
internal static class TypedNumber
{
    private static readonly char[] Signs = ['€', '$', '£', '₹'];

    /// <summary>Reads it. The last sign of two kinds parts off the decimals; one alone does unless three digits stand behind each: "1,000" and "1.000" are a thousand, "2,50" two and a half, "0,500" a half.</summary>
    public static bool TryRead(string word, out double number)
    {
        var digits = word.Trim(Signs).TrimEnd(',', '.', ';').Trim(Signs);
        number = 0;
        if (digits.Length == 0 || !digits.All(c => char.IsAsciiDigit(c) || c is ',' or '.') || !char.IsAsciiDigit(digits[0]))
            return false;
        var decimals = digits.LastIndexOfAny([',', '.']);
        if (decimals >= 0)
        {
            var (sign, isOnly) = (digits[decimals], digits.IndexOfAny([',', '.']) == decimals);
            var other = sign == ',' ? '.' : ',';
            var groups = digits.Split(sign);
            var isThousands = (groups.Length > 2 || isOnly) && groups[0].Length is 1 or 2 or 3 && groups[0] != "0" && groups.Skip(1).All(group => group.Length == 3);
            if (groups.Length > 2 && !isThousands)
                return false;
            digits = isThousands ? string.Concat(groups) : $"{digits[..decimals].Replace($"{other}", "", StringComparison.Ordinal)}.{digits[(decimals + 1)..]}";
        }

        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
