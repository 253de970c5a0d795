namespace Vitrine.Catalogue.Text;

/// <summary>What a term of a text weighs in its vector.</summary>
public enum TermWeighting
{
    /// <summary>1 if the term stands in the text.</summary>
    Binary,

    /// <summary>How often it stands there.</summary>
    Count,

    /// <summary>Count times inverse document frequency ln((1 + N) / (1 + n)) + 1, the vector then divided by its length.</summary>
    /// <remarks>N texts, n of them with the term; the ones added keep a term of every text above zero (Salton and Buckley 1988, smoothed).</remarks>
    TfIdf,
}

/// <summary>Turns texts into vectors of <see cref="Dimensions"/> numbers, one per term of the vocabulary. Terms it does not know are left out.</summary>
public sealed class BagOfWords(Vocabulary vocabulary, TermWeighting weighting)
{
    private readonly float[] idf = [.. vocabulary.TextCounts.Select(count => (float)(Math.Log((1.0 + vocabulary.Texts) / (1.0 + count)) + 1))];

    public int Dimensions => vocabulary.Count;

    /// <summary>The terms of a text with their weights, by rising number. Empty for a text without a known term.</summary>
    public IReadOnlyList<(int Term, float Weight)> Sparse(string text)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (var term in WordTokenizer.Terms(text))
        {
            if (vocabulary.NumberOf(term) is var number and >= 0)
                counts[number] = counts.GetValueOrDefault(number) + 1;
        }

        var weights = counts.Select(entry => (Term: entry.Key, Weight: Weigh(entry.Key, entry.Value))).ToArray();
        if (weighting == TermWeighting.TfIdf && weights.Length > 0)
        {
            var length = MathF.Sqrt(weights.Sum(entry => entry.Weight * entry.Weight));
            for (var i = 0; i < weights.Length; i++)
                weights[i].Weight /= length;
        }

        return weights;
    }

    private float Weigh(int term, int count) => weighting switch
    {
        TermWeighting.Binary => 1,
        TermWeighting.Count => count,
        _ => count * idf[term],
    };
}
