using Vitrine.Catalogue.Text;

namespace Vitrine.Workbench.Recipe;

/// <summary>Multinomial naive Bayes over the words of texts, each word once a text, with one added to every count (Manning, Raghavan and Schütze 2008, section 13.2).</summary>
internal sealed class NaiveBayes
{
    private readonly Dictionary<string, Dictionary<int, int>> words = new(StringComparer.Ordinal);
    private readonly Dictionary<int, (int Texts, int Words)> classes = [];

    public void Add(string text, int label)
    {
        string[] own = [.. WordTokenizer.Terms(text).Distinct(StringComparer.Ordinal)];
        var (texts, count) = classes.GetValueOrDefault(label);
        classes[label] = (texts + 1, count + own.Length);
        foreach (var word in own)
        {
            if (!words.TryGetValue(word, out var counts))
                words.Add(word, counts = []);
            counts[label] = counts.GetValueOrDefault(label) + 1;
        }
    }

    /// <summary>The likeliest class of a text; of equally likely ones the smallest.</summary>
    public int Tell(string text)
    {
        var counts = WordTokenizer.Terms(text).Distinct(StringComparer.Ordinal).Where(words.ContainsKey).Select(word => words[word]).ToArray();
        return classes.OrderBy(pair => pair.Key).MaxBy(pair => Math.Log(pair.Value.Texts) + counts.Sum(of => Math.Log((of.GetValueOrDefault(pair.Key) + 1.0) / (pair.Value.Words + words.Count)))).Key;
    }
}
