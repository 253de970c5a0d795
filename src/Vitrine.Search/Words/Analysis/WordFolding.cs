using System.Globalization;
using System.Text;
using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Words;

/// <summary>Takes from a word what people leave out when they type: accents, ligatures, wide forms of East Asian keyboards, digits of other scripts.</summary>
/// <remarks>Marks of other scripts than the European ones stay: a vowel sign of Devanagari is a letter, no ornament.</remarks>
internal static class WordFolding
{
    private const int FirstMark = 0x300, LastMark = 0x36F;

    /// <param name="word">In lower case.</param>
    /// <returns>In form C. Folding it again changes nothing.</returns>
    public static string Of(string word)
    {
        if (Ascii.IsValid(word))
            return word;
        var folded = new StringBuilder(word.Length);
        foreach (var rune in CanonicalComposition.Decompose(word).EnumerateRunes())
        {
            if (rune.Value is < FirstMark or > LastMark)
                Append(rune, folded);
        }

        return CanonicalComposition.Compose(folded.ToString());
    }

    private static void Append(Rune rune, StringBuilder folded)
    {
        var plain = rune.Value switch
        {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'ł' => "l",
            'đ' or 'ð' => "d",
            'þ' => "th",
            'ı' => "i",
            'ς' => "σ",
            _ => null,
        };
        if (plain is not null)
            folded.Append(plain);
        else if (rune.Value is >= 0xFF01 and <= 0xFF5E)
            folded.Append((char)(rune.Value - 0xFEE0)); // the wide form of an ASCII character
        else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            folded.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
        else
            folded.Append(rune);
    }
}
