using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Vitrine.Index;

/// <summary>Turns an item into its record: checked, and in the form in which it is stored.</summary>
internal sealed class ItemRecord(IndexSchema schema, SegmentLayout layout)
{
    private const int MaxIdCharacters = 1000;

    /// <summary>An id as UTF-8.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or no text.</exception>
    public static byte[] Id(string id)
    {
        if (id.Length is < 1 or > MaxIdCharacters)
            throw new ArgumentException($"An id of {id.Length} characters; expected 1…1,000.", nameof(id));
        for (var rest = id.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var used) != OperationStatus.Done)
                throw new ArgumentException("An id with half of a surrogate pair, which UTF-8 cannot express.", nameof(id));
            rest = rest[used..];
        }

        return Encoding.UTF8.GetBytes(id);
    }

    /// <summary>An item's record; see <see cref="IndexWriter.Put(IndexItem)"/>.</summary>
    /// <exception cref="ArgumentException">Something does not fit the schema.</exception>
    public byte[] Of(string id, int row, ReadOnlySpan<ulong> code, ReadOnlySpan<float> vector, ReadOnlySpan<ReadOnlyMemory<float>> parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        if (schema.CodeLayout is { } codes)
            codes.CheckCode(code);
        else if (code.Length > 0)
            throw new ArgumentException($"Item '{id}' has a code, but this index holds none.", nameof(code));
        if (vector.Length != schema.VectorDimensions)
            throw new ArgumentException($"Item '{id}' has a vector of {vector.Length} dimensions; this index holds {schema.VectorDimensions}.", nameof(vector));
        if (parts.Length != schema.Parts.Count)
            throw new ArgumentException($"Item '{id}' has {parts.Length} parts; this index holds {schema.Parts.Count}.", nameof(parts));

        var record = new byte[layout.RecordBytes];
        BinaryPrimitives.WriteInt32LittleEndian(At(record, SegmentLayout.Rows), row);
        MemoryMarshal.AsBytes(code).CopyTo(At(record, SegmentLayout.Codes));
        if (schema.HasVectors)
        {
            var scale = VectorCodec.Encode(vector, schema.VectorFormat, At(record, SegmentLayout.Vectors), $"item '{id}'");
            WriteScale(At(record, SegmentLayout.Scales), 0, scale);
        }

        for (var part = 0; part < parts.Length; part++)
            WritePart(record, id, part, parts[part].Span);
        return record;
    }

    /// <summary>An item's terms, field by field and then those of its group.</summary>
    /// <exception cref="ArgumentException">A field is unknown, or its value does not fit.</exception>
    public byte[][][] TermsOf(IndexItem item)
    {
        var owner = $"Item '{item.Id}'";
        if (item.Fields.Keys.FirstOrDefault(name => schema.Fields.All(field => field.Name != name)) is { } unknown)
            throw new ArgumentException($"{owner} has a field '{unknown}'; this index holds {schema}.", nameof(item));
        if (item.Group is not null && !schema.HasGroups)
            throw new ArgumentException($"{owner} has a group, but this index holds none.", nameof(item));
        return
        [
            .. schema.Fields.Select(field => item.Fields.TryGetValue(field.Name, out var value) ? FieldTerms.OfItem(field, value, owner) : []),
            .. schema.HasGroups ? new[] { item.Group is null ? [] : FieldTerms.OfItem(layout.Fields[schema.GroupColumn], item.Group, owner) } : [],
        ];
    }

    private void WritePart(byte[] record, string id, int part, ReadOnlySpan<float> numbers)
    {
        var form = schema.Parts[part];
        var count = numbers.Length / form.Dimensions;
        if (numbers.Length % form.Dimensions != 0 || count > form.VectorsPerItem)
            throw new ArgumentException($"Item '{id}' has {numbers.Length} numbers as its part '{form.Name}'; expected at most {form.VectorsPerItem} vectors of {form.Dimensions}.", nameof(numbers));
        var rowBytes = (int)VectorSet.RowBytes(form.Dimensions, form.Format);
        for (var i = 0; i < count; i++)
        {
            var row = At(record, SegmentLayout.PartVectors(part)).Slice(i * rowBytes, rowBytes);
            var scale = VectorCodec.Encode(numbers.Slice(i * form.Dimensions, form.Dimensions), form.Format, row, $"vector {i} of part '{form.Name}' of item '{id}'");
            WriteScale(At(record, SegmentLayout.PartScales(part)), i, scale);
        }

        BinaryPrimitives.WriteInt32LittleEndian(At(record, SegmentLayout.PartCounts(part)), count);
    }

    // Exact numbers have no scale.
    private static void WriteScale(Span<byte> scales, int at, float scale)
    {
        if (scales.Length > 0)
            BinaryPrimitives.WriteSingleLittleEndian(scales[(at * sizeof(float))..], scale);
    }

    private Span<byte> At(byte[] record, int section)
    {
        var column = layout.ColumnOf(section);
        return record.AsSpan(column.Start, column.Bytes);
    }
}
