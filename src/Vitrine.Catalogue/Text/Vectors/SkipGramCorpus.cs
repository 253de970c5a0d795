namespace Vitrine.Catalogue.Text;

/// <summary>Texts as word numbers, the most frequent word first, with what skip-gram needs to know of each word.</summary>
/// <param name="Words">Words by falling count; equal counts in ordinal order.</param>
/// <param name="Counts">How often each word occurs.</param>
/// <param name="Keep">Chance that an occurrence survives subsampling; 1 and more always does.</param>
/// <param name="Texts">Word numbers of each text with at least two known words.</param>
/// <param name="TokenCount">Words of all texts together.</param>
internal sealed record SkipGramCorpus(string[] Words, long[] Counts, double[] Keep, int[][] Texts, long TokenCount)
{
    internal static SkipGramCorpus Build(IReadOnlyList<IReadOnlyList<string>> texts, SkipGramOptions options)
    {
        var counts = new Dictionary<string, long>();
        foreach (var text in texts)
        {
            foreach (var word in text)
                counts[word] = counts.GetValueOrDefault(word) + 1;
        }

        var frequent = counts.Where(entry => entry.Value >= options.MinimumCount)
            .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal).ToArray();
        if (frequent.Length == 0)
            throw new UsageException($"No word occurs {options.MinimumCount} times in {texts.Count} texts.", "Lower the minimum count.");

        var numbers = frequent.Index().ToDictionary(entry => entry.Item.Key, entry => entry.Index);
        int[][] numbered = [.. texts.Select(text => Number(text, numbers)).Where(text => text.Length > 1)];
        var total = (double)frequent.Sum(entry => entry.Value);
        return new(
            [.. frequent.Select(entry => entry.Key)],
            [.. frequent.Select(entry => entry.Value)],
            [.. frequent.Select(entry => options.Subsampling == 0 ? 1 : Math.Sqrt(options.Subsampling * total / entry.Value))],
            numbered,
            Math.Max(1, numbered.Sum(text => (long)text.Length)));
    }

    private static int[] Number(IReadOnlyList<string> text, Dictionary<string, int> numbers)
    {
        var known = new List<int>(text.Count);
        foreach (var word in text)
        {
            if (numbers.TryGetValue(word, out var number))
                known.Add(number);
        }

        return [.. known];
    }
}
