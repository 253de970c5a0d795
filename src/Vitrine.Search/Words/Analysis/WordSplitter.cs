using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Words;

/// <summary>
/// Cuts a text into words as <see cref="WordTokenizer"/> does, and makes a word of every symbol that people search by, such as an emoji. A measure is one word however it is written, see <see cref="Measures"/>.
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
        foreach (var word in Measures.Joined([.. WordTokenizer.Words(Measures.WithoutSigns(NamesOfSigns().Replace(text, name => name.Value[^1] == '#' ? $"{name.Value[0]}sharp" : $"{name.Value[0]}plusplus")))]))
            yield return word.Length <= LongestWord ? word : Cut(word);
        if (text.AsSpan().IndexOfAnyInRange((char)FirstSymbol, '\uFFFF') < 0)
            yield break;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value >= FirstSymbol && Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherSymbol)
                yield return rune.ToString();
        }
    }

    // "C", "C#" and "C++" are three things.
    [GeneratedRegex(@"(?<![\w#+])[A-Za-z](?:#|\+\+)(?![\w#+])", RegexOptions.CultureInvariant)]
    private static partial Regex NamesOfSigns();

    private static string Cut(string word) => word[..(char.IsHighSurrogate(word[LongestWord - 1]) ? LongestWord - 1 : LongestWord)].TrimEnd('-');
}
