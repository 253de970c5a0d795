using System.Globalization;
using System.Text;
using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>
/// The title group: the title without letter case, letters and digits only, without colour words, single spaces. Titles that differ
/// in nothing but the colour share it, so they never stand on two sides of the split; nor do those that <see cref="SameTitle"/> calls the same.
/// </summary>
public static class TitleGroup
{
    /// <param name="title">Any text.</param>
    /// <param name="colourWords">Words as <see cref="ColourWords.From"/> gives them.</param>
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

    /// <summary>The runs of letters and digits of <see cref="SameTitle.KeyOf"/>; everything else separates.</summary>
    internal static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in SameTitle.KeyOf(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(rune.ToString());
            }
            else if (word.Length > 0 && Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                // An accent that no letter is composed with is dropped, it does not break the word.
                yield return word.ToString();
                word.Clear();
            }
        }

        if (word.Length > 0)
            yield return word.ToString();
    }
}
