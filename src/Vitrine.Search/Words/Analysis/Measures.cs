using System.Text.RegularExpressions;

namespace Vitrine.Search.Words;

/// <summary>
/// Makes one word of a measure, however it is written: "500g", "500 g" and "500 grams" are "500-g", which is found as "500 g" too; "27 inch", "27-inch", "27in" and 27″ are "27-in", "15.6 inch" is "15-6-in".
/// Of several sides the unit stands apart: "140x200 cm" and "140 × 200cm" are "140-200" and "cm".
/// </summary>
internal static partial class Measures
{
    // Each unit, then other ways to write it, in the languages of most shops.
    private static readonly string[][] Units =
    [
        ["mm", "millimeter", "millimeters", "millimetre", "millimetres"], ["cm", "cms", "centimeter", "centimeters", "centimetre", "centimetres", "zentimeter"], ["dm"], ["m", "meter", "meters", "metre", "metres"],
        ["in", "inch", "inches", "zoll", "pouce", "pouces", "pulgada", "pulgadas", "pollice", "pollici"], ["ft", "foot", "feet"],
        ["mg", "milligram", "milligrams"], ["g", "gr", "gm", "gms", "gram", "grams", "gramm", "gramme", "grammes"], ["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramm"], ["oz", "ounce", "ounces"], ["lb", "lbs"],
        ["ml", "milliliter", "millilitre", "millilitres"], ["cl"], ["dl"], ["l", "lt", "ltr", "liter", "liters", "litre", "litres", "litro", "litros"],
        ["w", "watt", "watts"], ["v", "volt", "volts"], ["hz", "hertz"], ["mah"], ["mb"], ["gb", "gig", "gigabyte", "gigabytes"], ["tb", "terabyte", "terabytes"], ["mp", "megapixel", "megapixels"],
    ];

    // Behind a space it is another word: "size 27 in blue".
    private const string In = "in";

    private static readonly Dictionary<string, string> UnitOf = Units.SelectMany(unit => unit, (unit, name) => (Unit: unit[0], Name: name)).ToDictionary(name => name.Name, name => name.Unit, StringComparer.Ordinal);

    /// <summary>A text whose signs of measures are letters, which words are made of: "27″" is "27in". The point of a number joins its digits.</summary>
    public static string WithoutSigns(string text)
    {
        text = text.Replace('×', 'x');
        if (text.AsSpan().IndexOfAnyInRange('0', '9') < 0)
            return text;
        text = Point().Replace(text, "-");
        return Inch().Replace(text, sign => ClosesQuotation(text, sign.Index) ? " " : In + " ");
    }

    /// <summary>Words with one for each measure among them.</summary>
    /// <param name="words">In their order, in lower case.</param>
    public static IEnumerable<string> Joined(string[] words)
    {
        for (var at = 0; at < words.Length; at++)
        {
            if (!char.IsAsciiDigit(words[at][0]) || words[at].Length > WordSplitter.LongestWord)
            {
                yield return words[at];
                continue;
            }

            var measure = words[at];
            while (at + 2 < words.Length && words[at + 1] == "x" && char.IsAsciiDigit(words[at + 2][0]))
                measure += $"x{words[at += 2]}";
            var parts = Measure().Match(measure);
            if (!parts.Success || (parts.Groups["unit"].Value is { Length: > 0 } unit && !UnitOf.ContainsKey(unit)))
            {
                yield return measure;
                continue;
            }

            var named = parts.Groups["unit"].Value;
            if (named.Length == 0 && at + 1 < words.Length && words[at + 1] != In && UnitOf.ContainsKey(words[at + 1]))
                named = words[++at];
            named = UnitOf.GetValueOrDefault(named, "");
            string[] sides = [.. parts.Groups["side"].Captures.Select(side => side.Value)];
            var isOne = sides.Length == 1;
            yield return isOne && named.Length > 0 ? $"{sides[0]}-{named}" : string.Join('-', sides);
            if (!isOne && named.Length > 0)
                yield return named;
        }
    }

    [GeneratedRegex("^(?<side>[0-9]+(?:-[0-9]+)*)(?:-?(?<unit>[a-z]+))??(?:x(?<side>[0-9]+(?:-[0-9]+)*)(?:-?(?<unit>[a-z]+))??)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Measure();

    [GeneratedRegex(@"(?<=(?<![0-9.,])[0-9]+)[.,](?=[0-9]{1,3}(?![0-9]|[.,][0-9]))", RegexOptions.CultureInvariant)]
    private static partial Regex Point();

    [GeneratedRegex("(?<=[0-9])(?:''|\"|″|”)(?!\\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Inch();

    // "iPhone 13" in such signs has no 13 inches: the one before stands at the beginning of a word, and behind none.
    private static bool ClosesQuotation(string text, int at)
    {
        var before = at == 0 ? -1 : text.LastIndexOf(text[at], at - 1);
        return before >= 0 && char.IsLetterOrDigit(text[before + 1]) && (before == 0 || !char.IsLetterOrDigit(text[before - 1]));
    }
}
