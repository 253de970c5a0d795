namespace Vitrine.Index;

/// <summary>What the items of an index have; fixed when the index is created.</summary>
/// <param name="CodeBitsPerLayer">Bits of each layer of the hash codes, coarsest first; empty for an index without codes.</param>
/// <param name="VectorDimensions">Dimensions of the vectors; 0 for an index without vectors.</param>
/// <param name="VectorFormat">How vectors are stored. Default float16.</param>
public sealed record IndexSchema(IReadOnlyList<int> CodeBitsPerLayer, int VectorDimensions = 0, VectorFormat VectorFormat = VectorFormat.Float16)
{
    // Items are merged in memory one at a time.
    private const long MaxItemBytes = 256L << 20;

    private static readonly FieldForm GroupForm = new("group", FieldKind.Keyword);

    /// <summary>Layout of the codes; null without codes.</summary>
    public CodeLayout? CodeLayout { get; } = CodeBitsPerLayer.Count == 0 ? null : new CodeLayout(CodeBitsPerLayer);

    /// <summary>Vectors for rescoring, besides the one that is searched; none by default.</summary>
    public IReadOnlyList<PartForm> Parts { get; init; } = [];

    /// <summary>Fields to filter, sort and count by; none by default.</summary>
    public IReadOnlyList<FieldForm> Fields { get; init; } = [];

    /// <summary>True when items may belong to groups: the variants of a product. False by default.</summary>
    public bool HasGroups { get; init; }

    /// <summary>The columns of a segment: the fields in their order, then the group.</summary>
    internal IEnumerable<FieldForm> FieldColumns => HasGroups ? [.. Fields, GroupForm] : Fields;

    /// <summary>Column of the group.</summary>
    internal int GroupColumn => Fields.Count;

    internal int FieldColumnCount => Fields.Count + (HasGroups ? 1 : 0);

    /// <summary>True when items have vectors.</summary>
    public bool HasVectors => VectorDimensions > 0;

    /// <summary>Form and layout in words: "codes of 16+48 bits, vectors of 256 dimensions as Float16, no parts, field 'price' (Number)".</summary>
    public override string ToString() => string.Join(", ", new List<string>
    {
        CodeLayout is null ? "no codes" : $"codes of {string.Join('+', CodeBitsPerLayer)} bits",
        HasVectors ? $"vectors of {VectorDimensions} dimensions as {VectorFormat}" : "no vectors",
        Parts.Count == 0 ? "no parts" : $"parts {string.Join(" and ", Parts.Select(part => $"'{part.Name}' of {part.VectorsPerItem}×{part.Dimensions} as {part.Format}"))}",
        Fields.Count == 0 ? "" : $"field{(Fields.Count == 1 ? "" : "s")} {string.Join(" and ", Fields.Select(field => $"'{field.Name}' ({field.Kind})"))}",
        HasGroups ? "groups" : "",
    }.Where(words => words.Length > 0));

    /// <summary>True when both say the same; lists are compared by what they hold.</summary>
    public bool Equals(IndexSchema? other) => other is not null && (VectorDimensions, VectorFormat) == (other.VectorDimensions, other.VectorFormat)
        && CodeBitsPerLayer.SequenceEqual(other.CodeBitsPerLayer) && Parts.SequenceEqual(other.Parts)
        && Fields.SequenceEqual(other.Fields) && HasGroups == other.HasGroups;

    public override int GetHashCode() => HashCode.Combine(CodeLayout?.Bits, VectorDimensions, VectorFormat, Parts.Count, Fields.Count, HasGroups);

    /// <summary>The number of a field.</summary>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    internal int FieldNumber(string name)
    {
        for (var field = 0; field < Fields.Count; field++)
        {
            if (Fields[field].Name == name)
                return field;
        }

        throw new ArgumentException(Fields.Count == 0
            ? $"There is no field '{name}'; this index has no fields."
            : $"There is no field '{name}'; this index has {string.Join(", ", Fields.Select(field => $"'{field.Name}'"))}.", nameof(name));
    }

    internal void Check()
    {
        if (CodeLayout is null && !HasVectors && Parts.Count == 0 && Fields.Count == 0)
            throw new ArgumentException("An index needs codes, vectors, parts or fields.");
        if (VectorDimensions is < 0 or > VectorCodec.MaxDimensions)
            throw new ArgumentException($"{VectorDimensions} vector dimensions; expected 0…{VectorCodec.MaxDimensions}.");
        foreach (var part in Parts)
            part.Check();
        if (Parts.Select(part => part.Name).Distinct(StringComparer.Ordinal).Count() != Parts.Count)
            throw new ArgumentException($"Two of the parts {string.Join(", ", Parts.Select(part => part.Name))} have one name.");
        foreach (var field in Fields)
            field.Check();
        if (Fields.Select(field => field.Name).Distinct(StringComparer.Ordinal).Count() != Fields.Count)
            throw new ArgumentException($"Two of the fields {string.Join(", ", Fields.Select(field => field.Name))} have one name.");
        if (SegmentLayout.BytesOf(this) is > MaxItemBytes and var bytes)
            throw new ArgumentException($"An item of {this} takes {bytes} bytes; at most {MaxItemBytes} are possible.");
    }
}
