using System.Numerics.Tensors;
using Vitrine.Catalogue.Text;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Encoders.Texts;

/// <summary>A learned vector for each word of a vocabulary. Parameter: <c>weight</c> [1 + words, width]; row 1 + i is word i.</summary>
/// <remarks>
/// Words that are not known are left out, so that a misspelt word of a search text does not blur the others; a text without any known word is the one
/// token 0, which serves as padding too.
/// </remarks>
public sealed class WordTable : Module
{
    /// <summary>The token of a text without known words.</summary>
    public const int Nothing = 0;

    private readonly Vocabulary vocabulary;
    private readonly bool hasPairs;

    /// <param name="vocabulary">The words, and perhaps pairs of them.</param>
    /// <param name="width">Dimensions of a vector.</param>
    /// <param name="random">Draws the vectors, normal, of about unit length. Those of pairs start at zero: they only have to learn what the words alone do not say.</param>
    public WordTable(Vocabulary vocabulary, int width, RandomSource random)
    {
        this.vocabulary = vocabulary;
        Weight = AddParameter("weight", [1 + vocabulary.Count, width]);
        Weight.Normal(random, 1 / MathF.Sqrt(width));
        for (var word = 0; word < vocabulary.Count; word++)
        {
            if (!Vocabulary.IsPair(vocabulary.Terms[word]))
                continue;
            hasPairs = true;
            Row(word).Clear();
        }
    }

    public Tensor Weight { get; }

    /// <summary>
    /// Puts known vectors in the place of the first random ones; words without one keep theirs. All are scaled by one factor to the random ones' mean
    /// length (published vectors are about six times as long), so that known and unknown words weigh the same and learning rates keep their meaning.
    /// </summary>
    /// <exception cref="ArgumentException">The vectors have another width.</exception>
    public void StartFrom(WordVectors vectors)
    {
        if (vectors.Dimensions != Weight.Shape[1])
            throw new ArgumentException($"The word vectors have {vectors.Dimensions} dimensions, the table {Weight.Shape[1]}.", nameof(vectors));
        vectors.CopyTo(vocabulary.Terms, Weight.Data[vectors.Dimensions..]);
        int[] known = [.. Enumerable.Range(0, vocabulary.Count).Where(word => vectors.TryGetRow(vocabulary.Terms[word], out _))];
        var squares = known.Sum(word => (double)TensorPrimitives.SumOfSquares<float>(Row(word)));
        var scale = squares > 0 ? (float)Math.Sqrt(known.Length / squares) : 1;
        foreach (var word in known)
            TensorPrimitives.Multiply(Row(word), scale, Row(word));
    }

    /// <summary>The tokens of a text in reading order, at most <paramref name="most"/>; known pairs of neighbours follow the words.</summary>
    public int[] Tokens(string text, int most = int.MaxValue)
    {
        var terms = WordTokenizer.Terms(text);
        if (hasPairs)
            terms = terms.Concat(WordTokenizer.Pairs(text));
        int[] tokens = [.. terms.Select(vocabulary.NumberOf).Where(number => number >= 0).Take(most).Select(number => 1 + number)];
        return tokens.Length > 0 ? tokens : [Nothing];
    }

    /// <summary>The vectors of the words of padded texts. [texts, time, width]</summary>
    public Tensor Sequences(WordBatch texts) => Weight.Gather(texts.Words).Reshape([texts.Lengths.Batch, texts.Lengths.Time, Weight.Shape[1]]);

    private Span<float> Row(int word) => Weight.Data.Slice((1 + word) * Weight.Shape[1], Weight.Shape[1]);

    /// <summary>The mean of each text's word vectors. [texts, width]</summary>
    public Tensor Means(IReadOnlyList<int[]> texts)
    {
        var starts = new int[texts.Count + 1];
        for (var i = 0; i < texts.Count; i++)
            starts[i + 1] = starts[i] + texts[i].Length;
        return Weight.EmbeddingBag(texts.SelectMany(text => text).ToArray(), starts, mean: true);
    }
}
