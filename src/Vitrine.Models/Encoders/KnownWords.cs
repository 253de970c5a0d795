using Vitrine.Catalogue.Text;

namespace Vitrine.Models.Encoders;

/// <summary>Which words of a text a vocabulary lacks.</summary>
public static class KnownWords
{
    /// <param name="text">Any text.</param>
    /// <param name="vocabulary">The terms that a model knows.</param>
    /// <returns>The words that are not known, each once, and whether the text has words but none that is known.</returns>
    public static (IReadOnlyList<string> Unknown, bool KnowsNothing) Of(string text, Vocabulary vocabulary)
    {
        string[] words = [.. WordTokenizer.Words(text).Distinct(StringComparer.Ordinal)];
        string[] unknown = [.. words.Where(word => WordTokenizer.Terms(word).All(term => vocabulary.NumberOf(term) < 0))];
        return (unknown, words.Length > 0 && unknown.Length == words.Length);
    }
}
