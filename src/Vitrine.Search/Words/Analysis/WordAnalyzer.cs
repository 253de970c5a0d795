using System.Collections.Concurrent;
using Lucene.Net.Tartarus.Snowball;

namespace Vitrine.Search.Words;

/// <summary>Turns texts into words, and words into the <em>terms</em> under which products are found: stems without accents. Safe to use from several threads.</summary>
internal sealed class WordAnalyzer(WordLanguage language)
{
    // A shop says the same words again and again: a look-up is cheaper than an algorithm.
    private const int Remembered = 1 << 16;

    // No word has it.
    private const char PairMark = '_';

    // A longer one is no model and no size.
    private const int LongestNumber = 4;

    // "S21" is one word; nobody looks for an "s".
    private const int ShortestNumbered = 2;

    private readonly ConcurrentBag<SnowballProgram> idleStemmers = []; // an algorithm serves one thread at a time
    private readonly HashSet<string> stopWords = [.. language.ReadStopWords()];
    private readonly ConcurrentDictionary<string, string> terms = new(StringComparer.Ordinal);
    private int remembered;

    public WordLanguage Language => language;

    /// <summary>Whether a word says nothing of a product, such as "the".</summary>
    /// <param name="word">In lower case.</param>
    public bool IsStopWord(string word) => stopWords.Contains(word);

    /// <summary>The words of a text as they are written, in lower case, with the <see cref="PartsOf"/> each.</summary>
    public static IEnumerable<string> Words(string text) => WordSplitter.Words(text).SelectMany(PartsOf);

    /// <summary>
    /// A word; of a hyphenated one its parts and the word written together, so that "v-neck", "v neck" and "vneck" meet; of a name with a number behind it both too: "SPF50" meets "SPF 50"; who asks for 15 inches may mean 15.6, and who
    /// asks for M8 may mean M8x40.
    /// </summary>
    public static IEnumerable<string> PartsOf(string word)
    {
        if (word.Contains('-'))
            return [.. word.Split('-').SelectMany(PartsOf), Together(word)];
        if (word.Contains('.') && word[..word.IndexOf('.')] is { Length: > 0 } whole)
            return [word, whole];
        var name = word.AsSpan().TrimEnd("0123456789").Length;
        if (name > 2 && word[name - 1] == 'x' && name < word.Length && char.IsAsciiDigit(word[name - 2]) && char.IsLetter(word[0]))
            return [word, word[..(name - 1)]];
        return name >= ShortestNumbered && word.Length - name is > 0 and <= LongestNumber && word.Take(name).All(char.IsLetter) ? [word, word[..name], word[name..]] : [word];
    }

    /// <summary>A hyphenated word without its hyphens.</summary>
    public static string Together(string word) => word.Replace("-", "", StringComparison.Ordinal);

    /// <summary>The terms of words that stand side by side, each two in one: "power bank" meets "powerbank", "iPhone 13" is no iPhone in 13 colours. They are none of the terms of single words.</summary>
    /// <param name="words">In their order, in lower case.</param>
    /// <param name="isNumbered">Whether only a number counts with the word before it.</param>
    /// <returns>Each with the place of its second word.</returns>
    public IEnumerable<(int At, string Term)> PairTerms(IReadOnlyList<string> words, bool isNumbered = false)
    {
        for (var at = 1; at < words.Count; at++)
        {
            var isNumber = words[at].Length <= LongestNumber && words[at].All(letter => char.IsAsciiDigit(letter) || letter == '.');
            if ((isNumbered && !isNumber) || !IsJoinable(words[at - 1]) || !IsJoinable(words[at]))
                continue;
            yield return (at, PairOf(isNumber ? WordFolding.Of(words[at - 1]) + words[at] : Reduced(words[at - 1] + words[at])));
        }
    }

    /// <summary>The term of two words that are written apart, where it is this written together.</summary>
    public static string PairOf(string term) => PairMark + term;

    /// <summary>Whether a term is that of two words.</summary>
    public static bool IsPair(string term) => term.StartsWith(PairMark);

    /// <summary>The term of the two words of a pair written together.</summary>
    public static string TogetherOf(string pair) => pair[1..];

    private bool IsJoinable(string word) => !word.Contains('-') && !IsStopWord(word) && !UnspacedScript.IsIn(word);

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

        return terms[word] = Reduced(word);
    }

    private string Reduced(string word) => language.FoldsFirst ? Stem(WordFolding.Of(word)) : WordFolding.Of(Stem(word));

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
