using System.Numerics.Tensors;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Baselines.Scan;

/// <summary>SCAN's score of one text with one image, word by word: the same arithmetic as the operation StackedCrossAttention, but for all words of one pair only.</summary>
/// <param name="words">Unit vectors of the words. [words × dimensions]</param>
/// <param name="regions">Unit vectors of the regions. [regions × dimensions]</param>
/// <param name="dimensions">Of a vector.</param>
/// <param name="sharpness">λ.</param>
internal sealed class ScanExplanation(float[] words, float[] regions, int dimensions, float sharpness)
{
    private int Words => words.Length / dimensions;

    private int Regions => regions.Length / dimensions;

    /// <summary>What each word adds to the score: its cosine with what it sees, divided by the number of words.</summary>
    public IEnumerable<ScoreShare> Shares(IReadOnlyList<string> names)
    {
        var norms = new float[Regions];
        for (var region = 0; region < norms.Length; region++)
        {
            for (var word = 0; word < Words; word++)
                norms[region] += MathF.Pow(Math.Max(0, Similarity(word, region)), 2);
            norms[region] = MathF.Sqrt(norms[region]);
        }

        return Enumerable.Range(0, Words).Select(word => new ScoreShare(ShareKind.Word, names[word], Cosine(word, norms) / Words));
    }

    /// <summary>How the words on average agree with each region, before they choose among them.</summary>
    public float[] RegionSimilarities() =>
        [.. Enumerable.Range(0, Regions).Select(region => Enumerable.Range(0, Words).Average(word => Similarity(word, region)))];

    private float Similarity(int word, int region) =>
        TensorPrimitives.Dot<float>(words.AsSpan(word * dimensions, dimensions), regions.AsSpan(region * dimensions, dimensions));

    private float Cosine(int word, float[] norms)
    {
        var attention = new float[norms.Length];
        for (var region = 0; region < attention.Length; region++)
            attention[region] = norms[region] > 0 ? sharpness * Math.Max(0, Similarity(word, region)) / norms[region] : 0;
        TensorPrimitives.SoftMax(attention, attention);
        var seen = new float[dimensions];
        for (var region = 0; region < attention.Length; region++)
            TensorPrimitives.MultiplyAdd(regions.AsSpan(region * dimensions, dimensions), attention[region], seen, seen);
        var length = TensorPrimitives.Norm<float>(seen);
        return length > 0 ? TensorPrimitives.Dot<float>(words.AsSpan(word * dimensions, dimensions), seen) / length : 0;
    }
}
