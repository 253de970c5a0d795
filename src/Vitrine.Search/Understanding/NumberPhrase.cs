using System.Globalization;

namespace Vitrine.Search.Understanding;

/// <summary>A condition on a number, as people type it: "under 50", "over 20 euros", "between 20 and 50".</summary>
/// <param name="Text">As it was typed.</param>
/// <param name="Least">The smallest number that passes.</param>
/// <param name="Most">The largest.</param>
internal sealed record NumberPhrase(string Text, double Least, double Most)
{
    private static readonly HashSet<string> Below = new(["under", "below", "unter", "max", "maximum", "moins", "menos"], StringComparer.Ordinal);
    private static readonly HashSet<string> Above = new(["over", "above", "über", "min", "minimum", "ab"], StringComparer.Ordinal);
    private static readonly HashSet<string> Currencies = new(["euro", "euros", "eur", "dollar", "dollars", "usd", "pounds", "gbp", "rs", "inr", "rupees"], StringComparer.Ordinal);

    /// <summary>The condition that begins at a word, and how many words it takes; null where none does.</summary>
    /// <param name="words">As they were typed, in lower case, cut at white space.</param>
    /// <param name="at">The word.</param>
    public static (NumberPhrase Phrase, int Words)? At(IReadOnlyList<string> words, int at)
    {
        if (Below.Contains(words[at]) && NumberAt(words, at + 1) is { } most)
            return Made(words, at, 1 + most.Words, double.NegativeInfinity, most.Value);
        if (Above.Contains(words[at]) && NumberAt(words, at + 1) is { } least)
            return Made(words, at, 1 + least.Words, least.Value, double.PositiveInfinity);
        return words[at] == "between" && NumberAt(words, at + 1) is { } from && at + 1 + from.Words < words.Count && words[at + 1 + from.Words] == "and" && NumberAt(words, at + 2 + from.Words) is { } to
            ? Made(words, at, 2 + from.Words + to.Words, Math.Min(from.Value, to.Value), Math.Max(from.Value, to.Value))
            : null;
    }

    private static (NumberPhrase, int) Made(IReadOnlyList<string> words, int at, int count, double least, double most) => (new NumberPhrase(string.Join(' ', words.Skip(at).Take(count)), least, most), count);

    private static (double Value, int Words)? NumberAt(IReadOnlyList<string> words, int at)
    {
        if (at >= words.Count)
            return null;
        var isAfterSign = words[at] is "€" or "$" or "£" or "₹" || Currencies.Contains(words[at]);
        var place = isAfterSign ? at + 1 : at;
        if (place >= words.Count || !double.TryParse(words[place].Trim('€', '$', '£', '₹'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        var isBeforeSign = place + 1 < words.Count && (words[place + 1] is "€" or "$" or "£" or "₹" || Currencies.Contains(words[place + 1]));
        return (value, place - at + 1 + (isBeforeSign ? 1 : 0));
    }
}
