using Vitrine.Catalogue.Text;

namespace Vitrine.Search.Words;

/// <summary>The term of a shop's id, which is found whole and in any letter case, and is no word's term.</summary>
internal static class IdTerm
{
    // No text of a product has it inside a word.
    private const char Mark = '\u001f';

    // Longer ids are told apart by their beginning.
    private const int Longest = 128;

    public static string Of(string id) => SameTitle.KeyOf(id) is var key && key.Length > Longest ? Mark + key[..Longest] : Mark + key;
}
