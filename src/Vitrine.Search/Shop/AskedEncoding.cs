using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;

namespace Vitrine.Search.Shop;

/// <summary>What the model for pictures made of something elsewhere: it is compared with photos as it is.</summary>
internal sealed class AskedEncoding : IAsked
{
    private readonly Gallery gallery;
    private readonly EncodedQuery encoded;

    /// <param name="encoded">A vector or a code, as the gallery compares.</param>
    /// <param name="description">What the gallery's model gives.</param>
    /// <param name="gallery">The photos of all products.</param>
    /// <exception cref="UsageException">It is of another kind or size than those of the photos, or holds what is no number.</exception>
    public AskedEncoding(EncodedQuery encoded, ModelDescription description, Gallery gallery)
    {
        (this.encoded, this.gallery) = (encoded, gallery);
        if (gallery.By == SearchBy.Vectors)
            CheckVector(encoded.Vector, description.VectorDimensions);
        else
            CheckCode(encoded.Code, description);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Found> Rank(int count, RowSet? filter) => [.. gallery.Nearest(encoded, count, filter).Select(found => new Found(found.Row, found.Nearness, IsLikely: true))];

    private static void CheckVector(float[]? vector, int dimensions)
    {
        var expected = $"Give a vector of {dimensions} numbers, made by the model that this shop searches pictures with.";
        if (vector is null)
            throw new UsageException("This shop compares vectors, and a code is given.", expected);
        if (vector.Length != dimensions)
            throw new UsageException($"The vector has {vector.Length} numbers; those of this shop's photos have {dimensions}.", expected);
        if (Array.FindIndex(vector, number => !float.IsFinite(number)) is >= 0 and var at)
            throw new UsageException($"Number {at + 1} of the vector is {vector[at]}.", expected);
        if (!vector.AsSpan().ContainsAnyExcept(0f))
            throw new UsageException("All numbers of the vector are 0: it is near nothing in particular.", expected);
    }

    private static void CheckCode(ulong[]? code, ModelDescription description)
    {
        var bits = description.CodeBitsPerLayer.Sum();
        var expected = $"Give a code of {bits} bits in {description.CodeWords} words of 64, made by the model that this shop searches pictures with.";
        if (code is null)
            throw new UsageException("This shop compares codes, and a vector is given.", expected);
        if (code.Length != description.CodeWords)
            throw new UsageException($"The code has {code.Length} words of 64 bits; those of this shop's photos have {description.CodeWords}.", expected);
        if (bits % 64 != 0 && code[^1] >> (bits % 64) != 0)
            throw new UsageException($"The code has bits above its {bits}.", expected);
    }
}
