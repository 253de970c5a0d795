using System.Globalization;
using System.Text;
using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Queries;

/// <summary>What a shopper types for a value of an attribute or the name of a category: "Men's" is asked for as "men", "42" and "AB-17" not at all.</summary>
internal static class ValueWording
{
    // What is longer describes a product and does not name how it is.
    private const int MostWords = 4;
    private const int MostLetters = 60;

    // They say something beside the name of their attribute only, or nothing.
    private static readonly HashSet<string> Empty = new(
        ["na", "n a", "none", "no", "yes", "true", "false", "other", "others", "unknown", "not applicable", "not available", "default", "misc", "various"], StringComparer.Ordinal);

    /// <summary>The words of a value in lower case, with single spaces; null where nobody would type it.</summary>
    public static string? Of(string value)
    {
        if (value.Length > MostLetters)
            return null;
        string[] words = [.. WordTokenizer.Words(value)];
        var said = string.Join(' ', words);
        return words.Length is > 0 and <= MostWords && words.Any(IsWord) && !said.Any(char.IsDigit) && !Empty.Contains(said) ? said : null;
    }

    // One letter is a word in scripts without letter case only: "紅", but not the "M" of sizes.
    private static bool IsWord(string word) =>
        word.EnumerateRunes().Count(Rune.IsLetter) > 1 || word.EnumerateRunes().Any(rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter);
}
