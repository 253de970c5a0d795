using System.Text;

namespace Vitrine.Catalogue.Text;

/// <summary>
/// Makes texts equal that differ in nothing but letter case: "GRÖSSE", "größe" and "Größe" become "grösse". For comparing only; a text for
/// people or for a model is lowered by <see cref="LowerCase"/>.
/// </summary>
/// <remarks>
/// Upper case and then lower case, character by character, which also joins letters with two small forms (σ and ς, s and ſ, µ and μ); of the
/// mappings that change the length, the two that everyday titles have: ß and İ.
/// </remarks>
internal static class CaseFolding
{
    /// <summary>The folded text. Folding it again changes nothing.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text.ToLowerInvariant();

        var folded = new StringBuilder(text.Length + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case 'ß' or 'ẞ':
                    folded.Append("ss");
                    break;
                case 'İ':
                    folded.Append("i\u0307");
                    break;
                case 'ſ':
                    folded.Append('s'); // the platform leaves it as it is
                    break;
                default:
                    folded.Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)));
                    break;
            }
        }

        return folded.ToString();
    }
}
