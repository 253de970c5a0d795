namespace Vitrine.Index;

/// <summary>A section with as many bytes for each item; stands also in an item's record, from <paramref name="Start"/> on.</summary>
/// <param name="Section">Number of the section.</param>
/// <param name="Start">Where its bytes begin in a record.</param>
/// <param name="Bytes">Bytes per item; 0 where the schema has none.</param>
internal readonly record struct Column(int Section, int Start, int Bytes);

/// <summary>
/// Which sections a segment has, and how an item lies in memory before it is in one: a record of all its columns. Items of a segment are sorted by id
/// (ordinal), so that the order of positions is the order of ties.
/// </summary>
internal sealed class SegmentLayout
{
    /// <summary>The caller's row number per item, int32.</summary>
    public const int Rows = 0;

    /// <summary>Start of each id in <see cref="IdText"/> and the end of the last, int32.</summary>
    public const int IdStarts = 1;

    /// <summary>Ids, UTF-8, without separators.</summary>
    public const int IdText = 2;

    /// <summary>Which ids can be here, see <see cref="Index.IdFilter"/>.</summary>
    public const int IdFilter = 3;

    /// <summary>Codes in blocks as <see cref="HammingKernel"/> wants them, uint64.</summary>
    public const int Codes = 4;

    /// <summary>Vectors in the index's format, padded rows.</summary>
    public const int Vectors = 5;

    /// <summary>Scale per vector, float32; empty for float32 vectors.</summary>
    public const int Scales = 6;

    private const int FirstPart = 7;
    private const int SectionsOfPart = 3;

    private readonly IndexSchema schema;
    private readonly List<Column> columns = [];

    public SegmentLayout(IndexSchema schema)
    {
        this.schema = schema;
        Fields = [.. schema.FieldColumns];
        Add(Rows, sizeof(int));
        Add(Codes, sizeof(ulong) * (schema.CodeLayout?.Words ?? 0));
        Add(Vectors, schema.HasVectors ? VectorSet.RowBytes(schema.VectorDimensions, schema.VectorFormat) : 0);
        Add(Scales, schema.HasVectors && schema.VectorFormat != VectorFormat.Float32 ? sizeof(float) : 0);
        for (var part = 0; part < schema.Parts.Count; part++)
        {
            var form = schema.Parts[part];
            Add(PartVectors(part), form.VectorsPerItem * VectorSet.RowBytes(form.Dimensions, form.Format));
            Add(PartScales(part), form.Format == VectorFormat.Float32 ? 0 : form.VectorsPerItem * sizeof(float));
            Add(PartCounts(part), sizeof(int));
        }
    }

    /// <summary>Sections with the same number of bytes for every item, in file order.</summary>
    public IReadOnlyList<Column> Columns => columns;

    /// <summary>All sections.</summary>
    public int SectionCount => FirstField + FieldSections.Count * schema.FieldColumnCount;

    /// <summary>First section of the fields, see <see cref="FieldSections"/>.</summary>
    public int FirstField => FirstPart + SectionsOfPart * schema.Parts.Count;

    /// <summary>Bytes of an item but for its id.</summary>
    public int RecordBytes { get; private set; }

    /// <summary>Bytes of an item but for its id, without the limits of a record.</summary>
    public static long BytesOf(IndexSchema schema) =>
        (schema.HasVectors ? VectorSet.RowBytes(schema.VectorDimensions, schema.VectorFormat) : 0)
        + schema.Parts.Sum(part => part.VectorsPerItem * (sizeof(float) + VectorSet.RowBytes(part.Dimensions, part.Format)));

    /// <summary>Vectors of a part, padded rows, as many for each item.</summary>
    public static int PartVectors(int part) => FirstPart + SectionsOfPart * part;

    /// <summary>Scale per vector of a part, float32; empty for float32 vectors.</summary>
    public static int PartScales(int part) => PartVectors(part) + 1;

    /// <summary>Vectors of a part that each item really has, int32.</summary>
    public static int PartCounts(int part) => PartVectors(part) + 2;

    /// <summary>The column of a section.</summary>
    public Column ColumnOf(int section) => columns.Find(column => column.Section == section);

    /// <summary>Fields, and the group.</summary>
    public IReadOnlyList<FieldForm> Fields { get; }

    /// <summary>The first section of a field.</summary>
    public int FieldStart(int field) => FirstField + FieldSections.Count * field;

    /// <summary>Bytes of a section of so many items; null where the length is free: the ids' text, and what a <see cref="FieldColumn"/> checks itself.</summary>
    public long? LengthOf(int section, int items) => section switch
    {
        IdStarts => sizeof(int) * (items + 1L),
        IdText => null,
        _ when section >= FirstField => null,
        IdFilter => Index.IdFilter.WordsFor(items) * sizeof(ulong),
        Codes => schema.CodeLayout is { } layout ? sizeof(ulong) * CodeSet.BlockWords(items, layout) : 0,
        _ => (long)ColumnOf(section).Bytes * items,
    };

    /// <summary>A section's name for messages.</summary>
    public string NameOf(int section) => section switch
    {
        Rows => "rows",
        IdStarts => "id starts",
        IdText => "ids",
        IdFilter => "id filter",
        Codes => "codes",
        Vectors => "vectors",
        Scales => "scales",
        _ when section >= FirstField => $"field {Fields[(section - FirstField) / FieldSections.Count].Name}, {FieldSections.NameOf((section - FirstField) % FieldSections.Count)}",
        _ => $"part {schema.Parts[(section - FirstPart) / SectionsOfPart].Name}{((section - FirstPart) % SectionsOfPart) switch { 0 => "", 1 => ", scales", _ => ", counts" }}",
    };

    private void Add(int section, long bytes)
    {
        columns.Add(new Column(section, RecordBytes, checked((int)bytes)));
        RecordBytes = checked(RecordBytes + (int)bytes);
    }
}
