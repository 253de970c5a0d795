using Vitrine.Catalogue;

namespace Vitrine.Search.Words;

/// <summary>What one product says, taken apart: terms by field, words as they are written, pairs of its title. The same object reads one product after another.</summary>
internal sealed class ProductWords(WordAnalyzer analyzer)
{
    // Numbers of parts are attributes of many shops.
    private const WordFields WithCodes = WordFields.Ids | WordFields.Attributes | WordFields.Variants;

    private readonly Dictionary<string, int>[] frequencies = [.. Enumerable.Range(0, FieldNumbers.Count).Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    private readonly int[] lengths = new int[FieldNumbers.Count];
    private readonly HashSet<string> written = new(StringComparer.Ordinal), writtenInTexts = new(StringComparer.Ordinal), pairs = new(StringComparer.Ordinal);

    /// <summary>The terms of each field, and how often each stands there. [fields]</summary>
    public IReadOnlyList<Dictionary<string, int>> Frequencies => frequencies;

    /// <summary>The terms of each field, those that stand several times counted so. [fields]</summary>
    public IReadOnlyList<int> Lengths => lengths;

    /// <summary>The words as they are written, each once: without ids and scripts that put no spaces.</summary>
    public IReadOnlySet<string> Written => written;

    /// <summary>Those of them that stand elsewhere than in attributes.</summary>
    public IReadOnlySet<string> WrittenInTexts => writtenInTexts;

    /// <summary>Each two words that stand side by side in the title, a space between.</summary>
    public IReadOnlySet<string> Pairs => pairs;

    public void Read(Product product, CategoryTree tree)
    {
        Array.ForEach(frequencies, field => field.Clear());
        Array.Clear(lengths);
        written.Clear();
        writtenInTexts.Clear();
        pairs.Clear();
        foreach (var (field, text) in ProductTexts.Of(product, tree))
        {
            if (field == WordFields.Ids)
                Count(IdTerm.Of(text), FieldNumbers.Of(field));
            else
                Read(field, text);
            if ((field & WithCodes) != 0 && IdTerm.OfCode(text) is { } code)
                Add(code, FieldNumbers.Of(field));
        }

        foreach (var (field, name, value) in ProductTexts.Named(product).Where(named => named.Value.Length > 0 && named.Value.All(char.IsAsciiDigit)))
        {
            foreach (var (_, term) in analyzer.PairTerms([.. WordSplitter.Words(name).TakeLast(1), value], isNumbered: true))
                Add(term, FieldNumbers.Of(field));
        }

        var parts = WordSplitter.Words(product.Title).SelectMany(word => word.Split('-')).ToArray();
        pairs.UnionWith(parts.Zip(parts.Skip(1), (one, next) => $"{one} {next}"));
    }

    private void Read(WordFields field, string text)
    {
        var (number, isText) = (FieldNumbers.Of(field), (field & WordFields.WithoutAttributes) != 0);
        string[] words = [.. WordSplitter.Words(text)];
        foreach (var word in words.SelectMany(WordAnalyzer.PartsOf))
        {
            foreach (var term in analyzer.TermsOf(word, isQuery: false))
                Count(term, number);
        }

        // "140-200" is found as "140200" too, but nobody writes it so.
        foreach (var word in words.SelectMany(word => !word.Contains('-') ? [word] : word.Any(char.IsLetter) ? WordAnalyzer.PartsOf(word) : word.Split('-')).Where(word => !UnspacedScript.IsIn(word)))
        {
            written.Add(word);
            if (isText)
                writtenInTexts.Add(word);
        }

        foreach (var (_, term) in analyzer.PairTerms(words, isNumbered: field == WordFields.Description))
            Add(term, number);
    }

    private void Count(string term, int field)
    {
        Add(term, field);
        lengths[field]++;
    }

    // What is found in another way too makes no text longer.
    private void Add(string term, int field) => frequencies[field][term] = frequencies[field].GetValueOrDefault(term) + 1;
}
