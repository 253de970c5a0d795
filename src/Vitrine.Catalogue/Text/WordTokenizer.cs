using System.Globalization;
using System.Text;

namespace Vitrine.Catalogue.Text;

/// <summary>Cuts text into words: runs of letters, digits and their accents, in lower case, in any script that writes spaces.</summary>
/// <remarks>
/// Words are in Unicode's form C whatever the form of the text, so that both spellings of "café" are one word.
/// A hyphen between two letters or digits joins them ("v-neck" is one word). An apostrophe ends a word, and an English possessive
/// is dropped ("men's" is "men"). Everything else separates.
/// </remarks>
public static class WordTokenizer
{
    /// <summary>The words in their order, hyphenated ones in one piece: for models that read a sequence.</summary>
    public static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        var hyphen = false;
        var apostrophe = false;
        foreach (var rune in LowerCase.Of(CanonicalComposition.Compose(text)).EnumerateRunes())
        {
            if (IsWordRune(rune, word.Length > 0))
            {
                if (hyphen)
                    word.Append('-');
                hyphen = false;
                word.Append(rune.ToString());
                continue;
            }

            if (IsHyphen(rune) && word.Length > 0 && !hyphen)
            {
                hyphen = true;
                continue;
            }

            if (word.Length > 0 && !(apostrophe && word.Equals("s")))
                yield return word.ToString();
            apostrophe = word.Length > 0 && rune.Value is '\'' or 0x2019;
            hyphen = false;
            word.Clear();
        }

        if (word.Length > 0 && !(apostrophe && word.Equals("s")))
            yield return word.ToString();
    }

    /// <summary>
    /// The terms for a bag of words: every word, and of a hyphenated word its parts and the word written together as well, so that
    /// "v-neck", "v neck" and "vneck" meet.
    /// </summary>
    public static IEnumerable<string> Terms(string text)
    {
        foreach (var word in Words(text))
        {
            if (!word.Contains('-'))
            {
                yield return word;
                continue;
            }

            foreach (var part in word.Split('-'))
                yield return part;
            yield return word.Replace("-", "", StringComparison.Ordinal);
        }
    }

    /// <summary>Each two neighbouring words as one term with a space between ("navy blue"), which no word has.</summary>
    public static IEnumerable<string> Pairs(string text)
    {
        string? before = null;
        foreach (var word in Words(text))
        {
            if (before is not null)
                yield return $"{before} {word}";
            before = word;
        }
    }

    private static bool IsWordRune(Rune rune, bool insideWord) =>
        Rune.IsLetterOrDigit(rune)
        || (insideWord && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    // Hyphen-minus, hyphen, non-breaking hyphen; a dash separates.
    private static bool IsHyphen(Rune rune) => rune.Value is '-' or 0x2010 or 0x2011;
}
