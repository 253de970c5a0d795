using System.Globalization;
using System.Text;

namespace Vitrine.Catalogue;

/// <summary>
/// The title group: the title in lower case, letters and digits only, without colour words, single spaces. Titles that differ
/// in nothing but the colour share it, so they never stand on two sides of the split.
/// </summary>
public static class TitleGroup
{
    /// <param name="title">Any text.</param>
    /// <param name="colourWords">Words in lower case, see <see cref="ColourWords"/>.</param>
    public static string Of(string title, IReadOnlySet<string> colourWords)
    {
        var group = new StringBuilder(title.Length);
        foreach (var word in Words(title))
        {
            if (colourWords.Contains(word))
                continue;
            if (group.Length > 0)
                group.Append(' ');
            group.Append(word);
        }

        return group.ToString();
    }

    /// <summary>The runs of letters and digits, in lower case; everything else separates.</summary>
    internal static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }
            else if (word.Length > 0 && Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                // An accent written as a mark of its own is dropped, it does not break the word.
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
            yield return word.ToString();
    }
}
