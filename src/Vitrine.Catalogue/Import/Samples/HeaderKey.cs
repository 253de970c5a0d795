using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>The name of a column as conventions compare it: "Image Src", "image_src" and "g:image-src" are one name, and so are "Catégorie" and "categorie".</summary>
internal static class HeaderKey
{
    /// <summary>The letters and digits of the name in lower case and without accents, "ß" as "ss", without the prefix "g:" of Google's feeds.</summary>
    public static string Of(string column)
    {
        column = column.StartsWith("g:", StringComparison.OrdinalIgnoreCase) ? column[2..] : column;
        return string.Concat(CanonicalComposition.Decompose(column).Where(char.IsLetterOrDigit)).ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal);
    }

    /// <summary>Whether a key is meant by a pattern: '#' stands for digits or none, a '*' at the end, or at both ends, for anything.</summary>
    public static bool Matches(string pattern, string key)
    {
        var place = pattern.IndexOf('#');
        if (pattern[0] == '*')
            return key.Contains(pattern[1..^1], StringComparison.Ordinal);
        if (place < 0)
            return pattern[^1] == '*' ? key.StartsWith(pattern[..^1], StringComparison.Ordinal) : key == pattern;
        var (start, end) = (pattern[..place], pattern[(place + 1)..]);
        return key.Length >= start.Length + end.Length && key.StartsWith(start, StringComparison.Ordinal) && key.EndsWith(end, StringComparison.Ordinal)
            && !key.AsSpan(place, key.Length - pattern.Length + 1).ContainsAnyExceptInRange('0', '9');
    }
}
