using Vitrine.Search.Words;

namespace Vitrine.Search.Understanding;

/// <summary>Reads words that no product has by the words of the shop that they are made of, in languages that write words together: "Ledersofa" as "leder sofa".</summary>
internal static class UnknownCompounds
{
    /// <param name="words">As they were typed, in lower case.</param>
    /// <param name="compounds">Of the shop.</param>
    /// <param name="analyzer">Of its language.</param>
    /// <param name="productsWith">Products that have a word.</param>
    /// <returns>The words, and what was read otherwise.</returns>
    public static (IReadOnlyList<string> Words, IReadOnlyList<(string Typed, string Read)> Read) Apply(IReadOnlyList<string> words, Compounds compounds, WordAnalyzer analyzer, Func<string, long> productsWith)
    {
        var (read, changed) = (new List<string>(words.Count), new List<(string, string)>());
        foreach (var word in words)
        {
            if (productsWith(word) > 0 || PartsOf(word, compounds, analyzer) is not { } parts)
            {
                read.Add(word);
                continue;
            }

            string[] known = [.. parts.Where(part => productsWith(part) > 0)];
            changed.Add((word, string.Join(' ', known)));
            read.AddRange(known);
        }

        return (read, changed);
    }

    private static string[]? PartsOf(string word, Compounds compounds, WordAnalyzer analyzer)
    {
        var (term, folded) = (analyzer.TermOf(word), WordFolding.Of(word));
        // Where folding or the language changed more than the ending, the place of a letter in the term says nothing of the word.
        if (word.Length != folded.Length || !folded.StartsWith(term, StringComparison.Ordinal) || compounds.HeadsOf(term).FirstOrDefault() is not { } head)
            return null;
        var at = term.Length - head.Length;
        return [Compounds.WithoutLink(word[..at]).FirstOrDefault(part => compounds.Has(analyzer.TermOf(part))) ?? word[..at], word[at..]];
    }
}
