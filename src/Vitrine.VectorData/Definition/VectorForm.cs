using System.Collections;
using Microsoft.Extensions.VectorData;
using Microsoft.Extensions.VectorData.ProviderServices;
using Vitrine.Index;
using Vitrine.VectorData.Values;

namespace Vitrine.VectorData.Definition;

/// <summary>A vector property: how its vectors are kept in the index and compared.</summary>
internal sealed class VectorForm
{
    // What each kind of vector can be compared by; the first is the default.
    private static readonly string[] OfNumbers =
        [DistanceFunction.CosineSimilarity, DistanceFunction.CosineDistance, DistanceFunction.DotProductSimilarity, DistanceFunction.NegativeDotProductSimilarity];

    private static readonly string[] OfBits = [DistanceFunction.HammingDistance];
    private static readonly string[] Kinds = [IndexKind.Flat, IndexKind.Dynamic, IndexKind.QuantizedFlat];

    /// <exception cref="NotSupportedException">The index cannot compare such vectors in this way, or knows no such kind of index.</exception>
    public VectorForm(VectorPropertyModel property)
    {
        Property = property;
        IsBits = VectorValues.IsBits(property.EmbeddingType);
        var possible = IsBits ? OfBits : OfNumbers;
        Distance = property.DistanceFunction ?? possible[0];
        if (!possible.Contains(Distance))
        {
            throw new NotSupportedException($"The property '{property.ModelName}' is to be compared by {Distance}; vectors of {(IsBits ? "bits" : "numbers")} are compared by {string.Join(", ", possible)}.");
        }

        if (property.IndexKind is { } kind && !Kinds.Contains(kind))
            throw new NotSupportedException($"The property '{property.ModelName}' asks for an index of the kind {kind}; possible are {string.Join(", ", Kinds)}, which all look at every record that passes the filter.");
    }

    /// <summary>The property.</summary>
    public VectorPropertyModel Property { get; }

    /// <summary>Whether it holds codes of bits.</summary>
    public bool IsBits { get; }

    /// <summary>Bits or numbers of a vector.</summary>
    public int Dimensions => Property.Dimensions;

    /// <summary>One of <see cref="DistanceFunction"/>.</summary>
    public string Distance { get; }

    /// <summary>Whether the property's values come from its generator.</summary>
    public bool IsGenerated => !VectorValues.IsVector(Property.Type);

    /// <summary>How the index keeps the numbers: in a byte each where that is asked for, else as the program has them.</summary>
    public VectorFormat Format => Property.IndexKind == IndexKind.QuantizedFlat ? VectorFormat.Int8
        : VectorValues.IsHalf(Property.EmbeddingType) ? VectorFormat.Float16
        : VectorFormat.Float32;

    private bool IsCosine => Distance is DistanceFunction.CosineSimilarity or DistanceFunction.CosineDistance;

    /// <summary>The vector that the index takes for one of the program, or for a query: of unit length where cosines are compared.</summary>
    /// <exception cref="ArgumentException">It has other dimensions, or a number that is not finite.</exception>
    public float[] Indexed(float[] numbers)
    {
        Check(numbers.Length);
        if (Array.FindIndex(numbers, number => !float.IsFinite(number)) is >= 0 and var at)
            throw new ArgumentException(FormattableString.Invariant($"Number {at} of a vector for '{Property.ModelName}' is {numbers[at]}; expected finite numbers."));
        if (!IsCosine)
            return numbers;
        var length = Math.Sqrt(numbers.Sum(number => (double)number * number));
        return length == 0 ? numbers : Array.ConvertAll(numbers, number => (float)(number / length));
    }

    /// <summary>The code that the index takes for bits: bit i is bit i mod 64 of word i / 64.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public ulong[] Indexed(BitArray bits)
    {
        Check(bits.Length);
        var words = new ulong[(bits.Length + 63) / 64];
        for (var i = 0; i < bits.Length; i++)
            words[i >> 6] |= bits[i] ? 1UL << i : 0;
        return words;
    }

    /// <summary>What the program is told for what the index found.</summary>
    public double ScoreOf(IndexHit hit) => Distance switch
    {
        DistanceFunction.CosineDistance => 1 - (double)hit.Score!,
        DistanceFunction.NegativeDotProductSimilarity => -(double)hit.Score!,
        DistanceFunction.HammingDistance => (double)hit.Distance!,
        _ => (double)hit.Score!,
    };

    /// <summary>The query with a bound on nearness in the measure of the program; null where nothing can pass.</summary>
    public IndexQuery? Bounded(IndexQuery query, double threshold) => Distance switch
    {
        DistanceFunction.HammingDistance => threshold < 0 ? null : query with { Radius = (int)Math.Min(threshold, Dimensions) },
        DistanceFunction.CosineDistance => query with { MinScore = (float)(1 - threshold) },
        DistanceFunction.NegativeDotProductSimilarity => query with { MinScore = (float)-threshold },
        _ => query with { MinScore = (float)threshold },
    };

    private void Check(int found)
    {
        if (found != Dimensions)
            throw new ArgumentException($"A vector of {found} {(IsBits ? "bits" : "dimensions")} for '{Property.ModelName}'; expected {Dimensions}.");
    }
}
