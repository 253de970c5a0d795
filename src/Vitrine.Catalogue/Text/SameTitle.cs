using System.Text;

namespace Vitrine.Catalogue.Text;

/// <summary>
/// When two titles say the same: in any Unicode form, letter case and spacing. The split, the pairs of an evaluation and the losses ask here,
/// so that what one of them calls one title the others do not call two.
/// </summary>
public static class SameTitle
{
    /// <summary>Two titles are the same where their keys are equal, ordinally: form C, case folded, trimmed, single spaces.</summary>
    /// <param name="title">Any text.</param>
    /// <returns>A text to compare and to hash, not to show.</returns>
    public static string KeyOf(string title)
    {
        // Folding can leave letters that compose further, so form C comes last too.
        var folded = CanonicalComposition.Compose(CaseFolding.Of(CanonicalComposition.Compose(title)));
        var key = new StringBuilder(folded.Length);
        foreach (var character in folded)
        {
            if (!char.IsWhiteSpace(character))
                key.Append(character);
            else if (key.Length > 0 && key[^1] != ' ')
                key.Append(' ');
        }

        if (key.Length > 0 && key[^1] == ' ')
            key.Length--;
        return key.ToString();
    }
}
