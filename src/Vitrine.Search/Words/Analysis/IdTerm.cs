using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Words;

/// <summary>The term of a shop's id, which is found whole and in any letter case, and is no word's term.</summary>
internal static class IdTerm
{
    // No text of a product has it inside a word.
    private const char Mark = '\u001f';

    // Longer ids are told apart by their beginning.
    private const int Longest = 128;

    // Shorter ones are sizes and years.
    private const int ShortestCode = 5, LongestCode = 40;

    public static string Of(string id) => SameTitle.KeyOf(id) is var key && key.Length > Longest ? Mark + key[..Longest] : Mark + key;

    /// <summary>The term of the number of a part, however its letters and digits are parted: "0 986 424 797", "0986424797" and "0986-424-797" are one. Null where a text is no such number.</summary>
    public static string? OfCode(string text)
    {
        if (text.Length > LongestCode || text.AsSpan().IndexOfAnyInRange('0', '9') < 0)
            return null;
        var code = string.Concat(text.Where(char.IsLetterOrDigit));
        return code.Length >= ShortestCode && code.Count(char.IsAsciiDigit) * 2 >= code.Length && text.All(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '.' or '/' or '_') ? Of(code) : null;
    }
}
