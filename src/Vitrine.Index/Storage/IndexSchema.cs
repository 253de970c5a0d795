namespace Vitrine.Index;

/// <summary>What every item of an index has; fixed when the index is created.</summary>
/// <param name="CodeBitsPerLayer">Bits of each layer of the hash codes, coarsest first; empty for an index without codes.</param>
/// <param name="VectorDimensions">Dimensions of the vectors; 0 for an index without vectors.</param>
/// <param name="VectorFormat">How vectors are stored. Default float16.</param>
public sealed record IndexSchema(IReadOnlyList<int> CodeBitsPerLayer, int VectorDimensions = 0, VectorFormat VectorFormat = VectorFormat.Float16)
{
    /// <summary>Layout of the codes; null without codes.</summary>
    public CodeLayout? CodeLayout { get; } = CodeBitsPerLayer.Count == 0 ? null : new CodeLayout(CodeBitsPerLayer);

    /// <summary>True when items have vectors.</summary>
    public bool HasVectors => VectorDimensions > 0;

    internal void Check()
    {
        if (CodeLayout is null && !HasVectors)
            throw new ArgumentException("An index needs codes, vectors, or both.");
        if (VectorDimensions is < 0 or > VectorCodec.MaxDimensions)
            throw new ArgumentException($"{VectorDimensions} vector dimensions; expected 0…{VectorCodec.MaxDimensions}.");
    }
}
