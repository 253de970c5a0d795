using System.Text;

namespace Vitrine.Search.Words;

/// <summary>Counts texts in bounded memory: when there are too many, those that were rare so far are forgotten (lossy counting, Manku and Motwani 2002). A frequent one is never lost.</summary>
/// <param name="limit">Different texts that are kept at most.</param>
internal sealed class FrequentTexts(int limit)
{
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public void Add(string text)
    {
        if (counts.Count >= limit && !counts.ContainsKey(text))
            Forget();
        counts[text] = counts.GetValueOrDefault(text) + 1;
    }

    /// <summary>How often a text was added; 0 for one that never was, or was forgotten.</summary>
    public int CountOf(string text) => counts.GetValueOrDefault(text);

    /// <summary>The texts with their counts, in the order of their UTF-8 bytes.</summary>
    public IEnumerable<(string Text, byte[] Bytes, int Count)> Sorted()
    {
        var texts = counts.Select(entry => (Text: entry.Key, Bytes: Encoding.UTF8.GetBytes(entry.Key), Count: entry.Value)).ToArray();
        Array.Sort(texts, (one, other) => one.Bytes.AsSpan().SequenceCompareTo(other.Bytes));
        return texts;
    }

    // Half at least goes, so that the work of forgetting is spread over as many texts as are taken in.
    private void Forget()
    {
        var middle = counts.Values.Order().ElementAt(counts.Count / 2);
        foreach (var (text, count) in counts)
        {
            if (count <= middle)
                counts.Remove(text);
        }
    }
}
