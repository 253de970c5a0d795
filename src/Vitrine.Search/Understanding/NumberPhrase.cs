using System.Buffers;
using Vitrine.Search.Words;

namespace Vitrine.Search.Understanding;

/// <summary>A condition on a number, as people type it: "under 50", "up to 20 euros", "cheaper than 1,000", "between 20 and 50", "20-50 €", "50 €".</summary>
/// <param name="Text">As it was typed.</param>
/// <param name="Least">The smallest number that passes.</param>
/// <param name="Most">The largest.</param>
internal sealed record NumberPhrase(string Text, double Least, double Most)
{
    // Behind a number they count or measure something, as the units of measures do.
    private static readonly HashSet<string> Counted = new(
        ["year", "years", "month", "months", "hour", "hours", "day", "days", "degree", "degrees", "seat", "seats", "jahr", "jahre", "jahren", "monate", "monaten", "stunden", "ans", "mois", "heures", "años", "meses", "horas", "anni", "mesi", "ore", "jaar", "uur"], StringComparer.Ordinal);

    private static readonly HashSet<string> AlsoOther = new(["m", "l", "hp", "ps", "bar"], StringComparer.Ordinal);
    private static readonly HashSet<string> Named = new(["max", "maximum", "min", "minimum"], StringComparer.Ordinal);
    private static readonly HashSet<string> Per = new(["per", "pro", "par", "por", "price", "preis", "prix", "precio", "prezzo", "prijs", "stock"], StringComparer.Ordinal);

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.,");

    // "Under 50 in red" is no 50 inches.
    private const string In = "in";

    /// <summary>What the number counts or measures, where its unit is written to it: "25m"; null where none is.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether a word behind a number says what it counts or measures: no price is of litres.</summary>
    public static bool IsUnit(string word) => word != In && (Measures.IsUnit(word) || Counted.Contains(word));

    /// <summary>The same of a word that stands apart from the number, where "l" may be a size and "hp" a brand.</summary>
    public static bool IsUnitApart(string word) => IsUnit(word) && !AlsoOther.Contains(word);

    /// <summary>Whether a word of a condition may be one of a name: "Pro Max".</summary>
    public static bool MayBeName(string word) => Named.Contains(Bare(word));

    /// <summary>The unit that the name of a number ends with, as <see cref="Measures"/> writes it: "weight_kg"; null where it has none, or is something for each: "price per kg".</summary>
    public static string? UnitOf(string name) => WordSplitter.Words(name.Replace('_', ' ')).ToArray() is [_, .., var last] words && last != In && !words.Any(Per.Contains) ? Measures.UnitNamed(last) : null;

    // Longer ones first: "bis zu 3" before "bis 3".
    private static readonly string[][] Below =
    [
        ["no", "more", "than"], ["not", "more", "than"], ["less", "than"], ["cheaper", "than"], ["up", "to"], ["at", "most"], ["under"], ["below"], ["max"], ["maximum"],
        ["nicht", "mehr", "als"], ["weniger", "als"], ["billiger", "als"], ["günstiger", "als"], ["bis", "zu"], ["bis"], ["unter"], ["höchstens"], ["maximal"],
        ["moins", "de"], ["moins"], ["jusqu'à"], ["menos", "de"], ["menos"], ["hasta"], ["meno", "di"], ["fino", "a"], ["minder", "dan"], ["tot"],
    ];

    private static readonly string[][] Above =
    [
        ["no", "less", "than"], ["more", "than"], ["at", "least"], ["over"], ["above"], ["min"], ["minimum"],
        ["mehr", "als"], ["mindestens"], ["über"], ["ab"], ["plus", "de"], ["más", "de"], ["più", "di"], ["meer", "dan"],
    ];

    // Before, between and, for ranges, what stands between both numbers.
    private static readonly (string Before, string Between)[] Ranges =
        [("between", "and"), ("from", "to"), ("zwischen", "und"), ("von", "bis"), ("entre", "et"), ("entre", "y"), ("de", "à"), ("tra", "e"), ("tussen", "en")];

    private static readonly HashSet<string> Currencies =
        new(["€", "$", "£", "₹", "euro", "euros", "eur", "dollar", "dollars", "usd", "pounds", "gbp", "rs", "inr", "rupees"], StringComparer.Ordinal);

    /// <summary>Whether a currency is named: it is a price.</summary>
    public bool IsPrice => Text.Split(' ').Any(word => Currencies.Contains(Bare(word)) || word.IndexOfAny(['€', '$', '£', '₹']) >= 0);

    /// <summary>The numbers of it.</summary>
    public IEnumerable<double> Numbers => new[] { Least, Most }.Where(double.IsFinite);

    /// <summary>The condition that begins at a word, and how many words it takes; null where none does.</summary>
    /// <param name="words">As they were typed, in lower case, cut at white space.</param>
    /// <param name="at">The word.</param>
    public static (NumberPhrase Phrase, int Words)? At(IReadOnlyList<string> words, int at)
    {
        if (LengthIn(Below, words, at) is > 0 and var below && (NumberAt(words, at + below) ?? MeasureAt(words, at + below)) is { } most)
            return Made(words, at, below + most.Words, double.NegativeInfinity, most.Value, most.Unit);
        if (LengthIn(Above, words, at) is > 0 and var above && (NumberAt(words, at + above) ?? MeasureAt(words, at + above)) is { } least)
            return Made(words, at, above + least.Words, least.Value, double.PositiveInfinity, least.Unit);
        return RangeAt(words, at) ?? HyphenatedAt(words, at) ?? AmountAt(words, at);
    }

    private static (NumberPhrase, int)? RangeAt(IReadOnlyList<string> words, int at)
    {
        foreach (var (before, between) in Ranges)
        {
            if (words[at] == before && NumberAt(words, at + 1) is { } from && at + 1 + from.Words is var middle && middle < words.Count && words[middle] == between && NumberAt(words, middle + 1) is { } to)
                return Made(words, at, 2 + from.Words + to.Words, Math.Min(from.Value, to.Value), Math.Max(from.Value, to.Value));
        }

        return null;
    }

    // "100-200" may be a size; with a currency it is a price.
    private static (NumberPhrase, int)? HyphenatedAt(IReadOnlyList<string> words, int at)
    {
        var isAfterSign = Currencies.Contains(words[at]) && at + 1 < words.Count;
        var range = words[isAfterSign ? at + 1 : at];
        var isBeforeSign = !isAfterSign && at + 1 < words.Count && Currencies.Contains(Bare(words[at + 1]));
        var isSigned = isAfterSign || isBeforeSign || range.IndexOfAny(['€', '$', '£', '₹']) >= 0;
        return isSigned && range.Split('-', '–') is [var from, var to] && TypedNumber.TryRead(from, out var least) && TypedNumber.TryRead(to, out var most)
            ? Made(words, at, isAfterSign || isBeforeSign ? 2 : 1, Math.Min(least, most), Math.Max(least, most))
            : null;
    }

    // Who says what to pay pays no more.
    private static (NumberPhrase, int)? AmountAt(IReadOnlyList<string> words, int at) =>
        NumberAt(words, at) is { HasCurrency: true } amount ? Made(words, at, amount.Words, double.NegativeInfinity, amount.Value) : null;

    private static (NumberPhrase, int) Made(IReadOnlyList<string> words, int at, int count, double least, double most, string? unit = null) => (new NumberPhrase(string.Join(' ', words.Skip(at).Take(count)), least, most) { Unit = unit }, count);

    // "25m"
    private static (double Value, int Words, bool HasCurrency, string? Unit)? MeasureAt(IReadOnlyList<string> words, int at)
    {
        if (at >= words.Count)
            return null;
        var (word, number) = (Bare(words[at]), words[at].AsSpan().IndexOfAnyExcept(Digits));
        return number > 0 && number < word.Length && IsUnit(word[number..]) && TypedNumber.TryRead(word[..number], out var value) ? (value, 1, false, word[number..]) : null;
    }

    private static (double Value, int Words, bool HasCurrency, string? Unit)? NumberAt(IReadOnlyList<string> words, int at)
    {
        if (at >= words.Count)
            return null;
        var place = Currencies.Contains(words[at]) ? at + 1 : at;
        if (place >= words.Count)
            return null;
        var (digits, end) = (words[place], place + 1);
        // "1 000"
        while (end < words.Count && IsGroup(words[end - 1], end - 1 == place) && IsGroup(words[end], isFirst: false))
            digits += words[end++];
        if (!TypedNumber.TryRead(digits, out var value))
            return null;
        var isBeforeSign = end < words.Count && Currencies.Contains(Bare(words[end]));
        return (value, end - at + (isBeforeSign ? 1 : 0), place > at || isBeforeSign || digits.IndexOfAny(['€', '$', '£', '₹']) >= 0, null);
    }

    private static bool IsGroup(string word, bool isFirst) => word.All(char.IsAsciiDigit) && (isFirst ? word.Length is 1 or 2 or 3 : word.Length == 3);

    private static int LengthIn(string[][] phrases, IReadOnlyList<string> words, int at) =>
        phrases.FirstOrDefault(phrase => at + phrase.Length <= words.Count && phrase.Index().All(word => Bare(words[at + word.Index]) == word.Item))?.Length ?? 0;

    // "max." and "€,".
    private static string Bare(string word) => word.TrimEnd('.', ',', ':');
}
