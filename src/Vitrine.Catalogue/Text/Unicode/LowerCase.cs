using System.Globalization;
using System.Text;

namespace Vitrine.Catalogue.Text;

/// <summary>
/// Lower case by the full mapping of Unicode, as Python's <c>str.lower</c> does it: besides the one-to-one mapping of
/// <see cref="Rune.ToLowerInvariant"/>, "İ" becomes "i" + U+0307 and a capital sigma at the end of a word becomes "ς".
/// </summary>
public static class LowerCase
{
    private const int CapitalSigma = 'Σ', CapitalDottedI = 'İ';

    /// <summary>Returns the text in lower case; lone surrogates become U+FFFD.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();

        var builder = new StringBuilder(text.Length);
        var index = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case CapitalSigma:
                    builder.Append(EndsWord(text, index) ? 'ς' : 'σ');
                    break;
                case CapitalDottedI:
                    builder.Append("i\u0307");
                    break;
                default:
                    builder.Append(Rune.ToLowerInvariant(rune));
                    break;
            }

            // EnumerateRunes shows a lone surrogate as U+FFFD; both are one UTF-16 unit long.
            index += rune.Utf16SequenceLength;
        }

        return builder.ToString();
    }

    // Condition Final_Sigma of SpecialCasing.txt: a cased letter before, none after, skipping marks and apostrophes.
    private static bool EndsWord(string text, int sigma) =>
        NextCased(text.AsSpan(0, sigma), fromEnd: true) && !NextCased(text.AsSpan(sigma + 1), fromEnd: false);

    private static bool NextCased(ReadOnlySpan<char> text, bool fromEnd)
    {
        while (!text.IsEmpty)
        {
            Rune rune;
            int length;
            if (fromEnd)
                Rune.DecodeLastFromUtf16(text, out rune, out length);
            else
                Rune.DecodeFromUtf16(text, out rune, out length);
            if (!IsCaseIgnorable(rune))
                return IsCased(rune);
            text = fromEnd ? text[..^length] : text[length..];
        }

        return false;
    }

    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
        || rune.Value is 'ª' or 'º' or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
            or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);

    // Marks, format characters, modifiers, and the word-break classes MidLetter, MidNumLet and Single_Quote.
    private static bool IsCaseIgnorable(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol
        || rune.Value is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027
            or 0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A;
}
