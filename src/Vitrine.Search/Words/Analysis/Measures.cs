using System.Globalization;
using System.Text.RegularExpressions;

namespace Vitrine.Search.Words;

/// <summary>
/// Makes one word of a measure, however it is written: "500g", "500 g" and "0,5 kg" are "500-g", which is found as "500 g" too; "27 inch", "27-inch", "27in" and 27″ are "27-in", "15.6 inch" is "15.6-in".
/// Of several sides the unit stands apart: "140x200 cm" and "140 × 200cm" are "140-200" and "cm". "M8 x 40" is "m8x40".
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
        ["w", "watt", "watts"], ["kw", "kilowatt", "kilowatts"], ["v", "volt", "volts"], ["ma"], ["mah"], ["hz", "hertz"], ["khz"], ["mhz"], ["ghz"],
        ["ω", "ohm", "ohms"], ["kω", "kohm", "kohms"], ["mω", "mohm", "mohms", "megohm"], ["pf"], ["nf"], ["uf", "µf", "μf"],
        ["mb"], ["gb", "gig", "gigabyte", "gigabytes"], ["tb", "terabyte", "terabytes"], ["mp", "megapixel", "megapixels"],
        ["ah"], ["wh"], ["kwh"], ["lm", "lumen", "lumens"], ["db"], ["bar"], ["psi"], ["rpm"], ["nm"], ["hp"], ["ps"],
        ["ct", "carat", "carats", "karat"], ["speed", "speeds", "sp"], ["person", "persons", "people", "personen"], ["piece", "pieces", "pcs", "stück", "stk", "tlg"],
    ];

    // What is sold in either unit is measured in the smaller: "1 kg" of flour is "1000 g".
    private static readonly Dictionary<string, (string Unit, decimal Times)> Smaller = new(StringComparer.Ordinal)
    {
        ["kg"] = ("g", 1000),
        ["cl"] = ("ml", 10),
        ["dl"] = ("ml", 100),
        ["l"] = ("ml", 1000),
        ["kw"] = ("w", 1000),
        ["kω"] = ("ω", 1000),
        ["mω"] = ("ω", 1_000_000),
        ["nf"] = ("pf", 1000),
        ["uf"] = ("pf", 1_000_000),
    };

    // Behind a space it is another word: "size 27 in blue".
    private const string In = "in";

    private const decimal MostAmount = 1_000_000_000;

    // Letters that no shop writes keep the digits of a number together until it is known what is between them.
    private const char Point = '\uA78F', Comma = '\uA4F9';

    private static readonly Dictionary<string, string> UnitOf = Units.SelectMany(unit => unit, (unit, name) => (Unit: unit[0], Name: name)).ToDictionary(name => name.Name, name => name.Unit, StringComparer.Ordinal);

    /// <summary>A text whose signs of measures are letters, which words are made of: "27″" is "27in". The point of a number joins its digits; three digits behind it are thousands.</summary>
    public static string WithoutSigns(string text)
    {
        text = text.Replace('×', 'x');
        if (text.AsSpan().IndexOfAnyInRange('0', '9') < 0)
            return text;
        text = Thousands().Replace(text, "");
        text = Fraction().Replace(text, sign => (sign.Value == "." ? Point : Comma).ToString());
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
                // "M8 x 40mm" is a screw of M8, as "M8x40" is.
                var apart = at + 2 < words.Length && words[at + 1] == "x" && char.IsAsciiDigit(words[at + 2][0]);
                var thread = Thread().Match(apart ? $"{words[at]}x{words[at + 2]}" : words[at]);
                at += thread.Success && apart ? 2 : 0;
                yield return Written(thread.Success ? thread.Groups["thread"].Value : words[at], isMeasured: false);
                continue;
            }

            var measure = words[at];
            while (at + 2 < words.Length && words[at + 1] == "x" && char.IsAsciiDigit(words[at + 2][0]))
                measure += $"x{words[at += 2]}";
            var parts = Measure().Match(measure);
            var named = parts.Groups["unit"].Value;
            // "700x28c" is a tyre of 700x28.
            var isOfAKind = named.Length == 1 && !UnitOf.ContainsKey(named) && parts.Groups["side"].Captures.Count > 1;
            if (!parts.Success || (named.Length > 0 && !isOfAKind && !UnitOf.ContainsKey(named)))
            {
                yield return Written(measure, isMeasured: false);
                continue;
            }

            if (isOfAKind)
            {
                yield return string.Join('-', parts.Groups["side"].Captures.Select(side => Written(side.Value, isMeasured: false)));
                yield return named;
                continue;
            }

            if (named.Length == 0 && at + 1 < words.Length && words[at + 1] != In && UnitOf.ContainsKey(words[at + 1]))
                named = words[++at];
            named = UnitOf.GetValueOrDefault(named, "");
            string[] sides = [.. parts.Groups["side"].Captures.Select(side => Written(side.Value, isMeasured: named.Length > 0))];
            if (sides.Length == 1 && named.Length > 0 && !sides[0].Contains('-', StringComparison.Ordinal))
            {
                yield return InSmaller(sides[0], named);
                continue;
            }

            yield return string.Join('-', sides);
            if (named.Length > 0)
                yield return named;
        }
    }

    /// <summary>Whether a word is a unit.</summary>
    /// <param name="word">As <see cref="Joined"/> gives it.</param>
    public static bool IsUnit(string word) => UnitOf.ContainsKey(word);

    /// <summary>The unit that a word names, as <see cref="Joined"/> writes it; null where it names none.</summary>
    public static string? UnitNamed(string word) => UnitOf.GetValueOrDefault(word);

    /// <summary>A word as people write it: "750 ml" of "750-ml".</summary>
    public static string Shown(string word) => char.IsAsciiDigit(word[0]) && word.Split('-') is [var number, var unit] && UnitOf.ContainsKey(unit) ? $"{number} {unit}" : word;

    // Sizes stand in lists, "36,37": with a unit, or behind a zero, a comma is a point. "5.0" is 5.
    private static string Written(string word, bool isMeasured)
    {
        if (word.AsSpan().IndexOfAny(Point, Comma) < 0)
            return word;
        word = word.Replace(Comma, isMeasured || word.StartsWith($"0{Comma}", StringComparison.Ordinal) ? '.' : '-').Replace(Point, '.');
        return word.Contains('.', StringComparison.Ordinal) && !word.Contains('-', StringComparison.Ordinal) && char.IsAsciiDigit(word[^1]) ? word.TrimEnd('0').TrimEnd('.') : word;
    }

    private static string InSmaller(string number, string unit) => Smaller.TryGetValue(unit, out var smaller) && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount < MostAmount
        ? string.Create(CultureInfo.InvariantCulture, $"{amount * smaller.Times:0.######}-{smaller.Unit}")
        : $"{number}-{unit}";

    [GeneratedRegex("^(?<side>[0-9]+(?:[-\uA78F\uA4F9.][0-9]+)*)(?:-?(?<unit>[a-zµμω]+))??(?:x(?<side>[0-9]+(?:[-\uA78F\uA4F9.][0-9]+)*)(?:-?(?<unit>[a-zµμω]+))??)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Measure();

    [GeneratedRegex("^(?<thread>[a-z]{1,2}[0-9]{1,3}x[0-9]+)(?:mm|cm)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Thread();

    [GeneratedRegex(@"(?<=(?<![0-9.,])[0-9]+)[.,](?=[0-9]{1,3}(?![0-9]|[.,][0-9]))", RegexOptions.CultureInvariant)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"(?<=(?<![0-9.,])[1-9][0-9]{0,2})[.,](?=[0-9]{3}(?![0-9]|[.,][0-9]))", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    [GeneratedRegex("(?<=[0-9])(?:''|\"|″|”)(?!\\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Inch();

    // "iPhone 13" in such signs has no 13 inches: the one before stands at the beginning of a word, and behind none.
    private static bool ClosesQuotation(string text, int at)
    {
        var before = at == 0 ? -1 : text.LastIndexOf(text[at], at - 1);
        return before >= 0 && char.IsLetterOrDigit(text[before + 1]) && (before == 0 || !char.IsLetterOrDigit(text[before - 1]));
    }
}
