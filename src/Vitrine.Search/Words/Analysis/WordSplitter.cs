using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Words;

/// <summary>
/// Cuts a text into words as <see cref="WordTokenizer"/> does, and makes a word of every symbol that people search by, such as an emoji. Measures are one word however they are written: "140x200", "140 x 200" and
/// "140×200" are "140-200", and "500g" is "500-g", which is found as "500 g" too.
/// </summary>
internal static partial class WordSplitter
{
    /// <summary>A longer word is cut: no shop has one, and some tables have cells of a million letters.</summary>
    public const int LongestWord = 64;

    // Below stand ©, ®, ° and ™, which are part of no search.
    private const int FirstSymbol = 0x2300;

    /// <summary>The words in their order, hyphenated ones in one piece; symbols after them.</summary>
    public static IEnumerable<string> Words(string text)
    {
        foreach (var word in Measured([.. WordTokenizer.Words(text.Replace('×', 'x'))]))
            yield return word.Length <= LongestWord ? word : Cut(word);
        if (text.AsSpan().IndexOfAnyInRange((char)FirstSymbol, '\uFFFF') < 0)
            yield break;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value >= FirstSymbol && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol)
                yield return rune.ToString();
        }
    }

    private static IEnumerable<string> Measured(string[] words)
    {
        for (var at = 0; at < words.Length; at++)
        {
            if (!char.IsAsciiDigit(words[at][0]))
            {
                yield return words[at];
                continue;
            }

            var measure = words[at];
            while (at + 2 < words.Length && words[at + 1] == "x" && char.IsAsciiDigit(words[at + 2][0]))
                measure += $"x{words[at += 2]}";
            var parts = Measure().Match(measure);
            if (!parts.Success)
            {
                yield return measure;
                continue;
            }

            var (numbers, unit) = (parts.Groups["numbers"].Value.Replace('x', '-'), parts.Groups["unit"].Value);
            if (!numbers.Contains('-'))
            {
                yield return unit.Length > 0 ? $"{numbers}-{unit}" : numbers;
                continue;
            }

            yield return numbers;
            if (unit.Length > 0)
                yield return unit;
        }
    }

    [GeneratedRegex("^(?<numbers>[0-9]+(?:x[0-9]+)*)(?<unit>mm|cm|dm|m|in|inch|ft|mg|g|kg|oz|lb|lbs|ml|cl|dl|l|w|v|gb|tb|mb|hz)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Measure();

    private static string Cut(string word) => word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)].TrimEnd('-');
}
