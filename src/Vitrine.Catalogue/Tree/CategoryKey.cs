using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>When two paths of categories are one: names that differ in letter case, Unicode form or white space alone are the same.</summary>
internal static class CategoryKey
{
    // U+001F (unit separator) cannot stand in a name: the store writes none with control characters.
    private const char Separator = '\u001f';

    /// <summary>A path as it is compared: folded names, one after the other.</summary>
    public static string Of(IEnumerable<string> path) => string.Join(Separator, path.Select(SameTitle.KeyOf));
}
