namespace Vitrine.Index;

/// <summary>What every item of an index has; fixed when the index is created.</summary>
/// <param name="CodeBitsPerLayer">Bits of each layer of the hash codes, coarsest first; empty for an index without codes.</param>
/// <param name="VectorDimensions">Dimensions of the vectors; 0 for an index without vectors.</param>
/// <param name="VectorFormat">How vectors are stored. Default float16.</param>
public sealed record IndexSchema(IReadOnlyList<int> CodeBitsPerLayer, int VectorDimensions = 0, VectorFormat VectorFormat = VectorFormat.Float16)
{
    // Items are merged in memory one at a time.
    private const long MaxItemBytes = 256L << 20;

    /// <summary>Layout of the codes; null without codes.</summary>
    public CodeLayout? CodeLayout { get; } = CodeBitsPerLayer.Count == 0 ? null : new CodeLayout(CodeBitsPerLayer);

    /// <summary>Vectors for rescoring, besides the one that is searched; none by default.</summary>
    public IReadOnlyList<PartForm> Parts { get; init; } = [];

    /// <summary>True when items have vectors.</summary>
    public bool HasVectors => VectorDimensions > 0;

    /// <summary>Form and layout in words: "codes of 16+48 bits, vectors of 256 dimensions as Float16, 2 parts".</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        CodeLayout is null ? "no codes" : $"codes of {string.Join('+', CodeBitsPerLayer)} bits",
        HasVectors ? $"vectors of {VectorDimensions} dimensions as {VectorFormat}" : "no vectors",
        Parts.Count == 0 ? "no parts" : $"parts {string.Join(" and ", Parts.Select(part => $"'{part.Name}' of {part.VectorsPerItem}×{part.Dimensions} as {part.Format}"))}",
    });

    /// <summary>True when both say the same; lists are compared by what they hold.</summary>
    public bool Equals(IndexSchema? other) => other is not null && (VectorDimensions, VectorFormat) == (other.VectorDimensions, other.VectorFormat)
        && CodeBitsPerLayer.SequenceEqual(other.CodeBitsPerLayer) && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => HashCode.Combine(CodeLayout?.Bits, VectorDimensions, VectorFormat, Parts.Count);

    internal void Check()
    {
        if (CodeLayout is null && !HasVectors && Parts.Count == 0)
            throw new ArgumentException("An index needs codes, vectors or parts.");
        if (VectorDimensions is < 0 or > VectorCodec.MaxDimensions)
            throw new ArgumentException($"{VectorDimensions} vector dimensions; expected 0…{VectorCodec.MaxDimensions}.");
        foreach (var part in Parts)
            part.Check();
        if (Parts.Select(part => part.Name).Distinct(StringComparer.Ordinal).Count() != Parts.Count)
            throw new ArgumentException($"Two of the parts {string.Join(", ", Parts.Select(part => part.Name))} have one name.");
        if (SegmentLayout.BytesOf(this) is > MaxItemBytes and var bytes)
            throw new ArgumentException($"An item of {this} takes {bytes} bytes; at most {MaxItemBytes} are possible.");
    }
}
