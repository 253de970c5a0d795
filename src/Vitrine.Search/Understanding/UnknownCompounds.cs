using Vitrine.Search.Words;

namespace Vitrine.Search.Understanding;

/// <summary>Reads words that no product has by the words of the shop that they are made of, in languages that write words together.</summary>
/// <param name="words">Of the products.</param>
/// <param name="analyzer">Of their language.</param>
/// <param name="productsWith">Products that have a word.</param>
internal sealed class UnknownCompounds(WordIndex words, WordAnalyzer analyzer, Func<string, long> productsWith)
{
    /// <summary>By both parts, where the shop knows them: "Ledersofa" as "leder sofa".</summary>
    /// <param name="typed">In lower case.</param>
    /// <returns>The words, and what was read otherwise.</returns>
    public (IReadOnlyList<string> Words, IReadOnlyList<(string Typed, string Read)> Read) ByParts(IReadOnlyList<string> typed) => By(typed, (word, term) =>
    {
        if (words.Compounds.HeadsOf(term).FirstOrDefault() is not { } head)
            return null;
        var at = term.Length - head.Length;
        var first = Compounds.WithoutLink(word[..at]).FirstOrDefault(part => productsWith(part) > 0);
        return first is null ? word[at..] : $"{first} {word[at..]}";
    });

    /// <summary>By the word that it ends with, where nothing is known of what stands before: "Vollkornnudeln" as "nudeln". For words of which nothing better is known.</summary>
    /// <param name="typed">In lower case.</param>
    /// <returns>The words, and what was read otherwise.</returns>
    public (IReadOnlyList<string> Words, IReadOnlyList<(string Typed, string Read)> Read) ByEnd(IReadOnlyList<string> typed) =>
        By(typed, (word, term) => words.Compounds.EndOf(term) is { } end ? word[(term.Length - end.Length)..] : null);

    private (IReadOnlyList<string> Words, IReadOnlyList<(string Typed, string Read)> Read) By(IReadOnlyList<string> typed, Func<string, string, string?> readingOf)
    {
        var (read, changed) = (new List<string>(typed.Count), new List<(string, string)>());
        foreach (var word in typed)
        {
            var term = analyzer.TermOf(word);
            // Where folding or the language changed more than the ending, the place of a letter in the term says nothing of the word.
            if (productsWith(word) > 0 || WordFolding.Of(word) is var folded && (folded.Length != word.Length || !folded.StartsWith(term, StringComparison.Ordinal)) || readingOf(word, term) is not { } reading)
            {
                read.Add(word);
                continue;
            }

            changed.Add((word, reading));
            read.AddRange(reading.Split(' '));
        }

        return (read, changed);
    }
}
