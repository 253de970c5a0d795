using System.Collections.Concurrent;
using Lucene.Net.Tartarus.Snowball;

namespace Vitrine.Search.Words;

/// <summary>Turns texts into words, and words into the <em>terms</em> under which products are found: stems without accents. Safe to use from several threads.</summary>
internal sealed class WordAnalyzer(WordLanguage language)
{
    // A shop says the same words again and again: a look-up is cheaper than an algorithm.
    private const int Remembered = 1 << 16;

    private readonly ConcurrentBag<SnowballProgram> idleStemmers = []; // an algorithm serves one thread at a time
    private readonly HashSet<string> stopWords = [.. language.ReadStopWords()];
    private readonly ConcurrentDictionary<string, string> terms = new(StringComparer.Ordinal);
    private int remembered;

    public WordLanguage Language => language;

    /// <summary>Whether a word says nothing of a product, such as "the".</summary>
    /// <param name="word">In lower case.</param>
    public bool IsStopWord(string word) => stopWords.Contains(word);

    /// <summary>The words of a text as they are written, in lower case: of a hyphenated one its parts and the word written together as well, so that "v-neck", "v neck" and "vneck" meet.</summary>
    public static IEnumerable<string> Words(string text)
    {
        foreach (var word in WordSplitter.Words(text))
        {
            if (!word.Contains('-'))
            {
                yield return word;
                continue;
            }

            foreach (var part in word.Split('-'))
                yield return part;
            yield return Together(word);
        }
    }

    /// <summary>A hyphenated word without its hyphens.</summary>
    public static string Together(string word) => word.Replace("-", "", StringComparison.Ordinal);

    /// <summary>The terms of one word without hyphens: one, or several pieces where its script puts no spaces.</summary>
    /// <param name="word">In lower case.</param>
    /// <param name="isQuery">For what is searched, see <see cref="UnspacedScript.Pieces"/>.</param>
    public IEnumerable<string> TermsOf(string word, bool isQuery) => UnspacedScript.IsIn(word) ? UnspacedScript.Pieces(word, isQuery).Select(TermOf) : [TermOf(word)];

    /// <summary>The term of one word of a script with spaces.</summary>
    public string TermOf(string word)
    {
        if (terms.TryGetValue(word, out var term))
            return term;
        if (Interlocked.Increment(ref remembered) > Remembered)
        {
            terms.Clear();
            Volatile.Write(ref remembered, 0);
        }

        return terms[word] = language.FoldsFirst ? Stem(WordFolding.Of(word)) : WordFolding.Of(Stem(word));
    }

    // Numbers and names of models have no endings, nor have words of two letters.
    private string Stem(string word)
    {
        if (language.MakeStemmer is null || word.Length < 3 || !word.All(char.IsLetter))
            return word;
        if (!idleStemmers.TryTake(out var stemmer))
            stemmer = language.MakeStemmer();
        stemmer.SetCurrent(language.Irregular.GetValueOrDefault(word, word));
        stemmer.Stem();
        var stem = language.Finish(word, stemmer.Current);
        idleStemmers.Add(stemmer);
        return stem;
    }
}
