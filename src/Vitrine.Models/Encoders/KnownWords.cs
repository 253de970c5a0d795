using Vitrine.Catalogue.Text;

namespace Vitrine.Models.Encoders;

/// <summary>Which words of a text a vocabulary lacks.</summary>
internal static class KnownWords
{
    /// <returns>The words that are not known, and whether none of the text's words is.</returns>
    public static (IReadOnlyList<string> Unknown, bool KnowsNothing) Of(string text, Vocabulary vocabulary)
    {
        string[] words = [.. WordTokenizer.Words(text).Distinct(StringComparer.Ordinal)];
        string[] unknown = [.. words.Where(word => WordTokenizer.Terms(word).All(term => vocabulary.NumberOf(term) < 0))];
        return (unknown, unknown.Length == words.Length);
    }
}
