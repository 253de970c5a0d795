using System.Globalization;
using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>Classes of characters as the tokenisers of the field understand them.</summary>
internal static class Characters
{
    /// <summary>A character of a word (\w): letters, marks, digits, letter numbers, connectors, joiners, and letters in circles.</summary>
    internal static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        <= UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation => true, // letters, marks, digits and letter numbers come first
        UnicodeCategory.Format => rune.Value is 0x200C or 0x200D,
        UnicodeCategory.OtherSymbol => rune.Value is (>= 0x24B6 and <= 0x24E9) or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169)
            or (>= 0x1F170 and <= 0x1F189),
        _ => false,
    };

    /// <summary>Unicode's punctuation and ASCII's, which counts symbols such as "$" and "+".</summary>
    internal static bool IsPunctuation(Rune rune) =>
        rune.IsAscii ? char.IsPunctuation((char)rune.Value) || char.IsSymbol((char)rune.Value) : Rune.IsPunctuation(rune);

    internal static bool IsNumber(Rune rune) => Rune.IsNumber(rune);

    internal static bool IsNonSpacingMark(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;

    internal static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>The text without the characters that a test picks; the same instance where it picks none.</summary>
    internal static string Without(string text, Func<Rune, bool> picks)
    {
        if (!text.EnumerateRunes().Any(picks))
            return text;

        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!picks(rune))
                kept.Append(rune);
        }

        return kept.ToString();
    }

    /// <summary>The text with half surrogate pairs replaced by U+FFFD, as UTF-8 would hold it.</summary>
    internal static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return text;

        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune);
        return whole.ToString();
    }
}
