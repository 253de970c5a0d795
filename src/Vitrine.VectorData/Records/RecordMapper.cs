using System.Buffers;
using System.Collections;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.VectorData.ProviderServices;
using Vitrine.Index;
using Vitrine.VectorData.Definition;
using Vitrine.VectorData.Storage;
using Vitrine.VectorData.Values;

namespace Vitrine.VectorData.Records;

/// <summary>A program's record, what is stored of it, and its item in the index: each from the other.</summary>
internal sealed class RecordMapper(RecordForm form)
{
    // Numbers that are not finite have no other form in JSON; no index holds them, but a record may.
    private static readonly JsonSerializerOptions Json = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private readonly KeyPropertyModel key = form.Model.KeyProperty;

    /// <summary>The id of a record.</summary>
    /// <exception cref="ArgumentException">It has no key.</exception>
    public string IdOf(object record) => KeyText.Of(key.GetValueAsObject(record), key.Type);

    /// <summary>What is stored of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="vectors">Its vectors in the order of the form, in any form that the program may hold them in.</param>
    /// <exception cref="ArgumentException">A vector is missing or does not fit.</exception>
    public StoredRecord Stored(object record, IReadOnlyList<object?> vectors)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in form.Model.DataProperties)
            {
                if (property.GetValueAsObject(record) is not { } value)
                    continue;

                writer.WritePropertyName(property.StorageName);
                JsonSerializer.Serialize(writer, value, property.Type, Json);
            }

            writer.WriteEndObject();
        }

        return new StoredRecord(buffer.WrittenMemory, Concatenated([.. form.Vectors.Select((vector, i) => Bytes(vector, vectors[i], record))]));
    }

    /// <summary>The item that a record is in the index.</summary>
    /// <exception cref="ArgumentException">A value does not fit its field.</exception>
    public IndexItem ItemOf(string id, StoredRecord stored)
    {
        using var data = JsonDocument.Parse(stored.Data);
        var item = new IndexItem(id)
        {
            Vector = form.Numbers is { } numbers ? numbers.Indexed(NumbersOf(stored)!) : ReadOnlyMemory<float>.Empty,
            Code = form.Bits is { } bits ? bits.Indexed(BitsOf(stored)!) : ReadOnlyMemory<ulong>.Empty,
        };
        foreach (var property in form.Properties)
        {
            if (FieldOf(property, id, data.RootElement) is { } value)
                item.Fields[property.StorageName] = value;
        }

        return item;
    }

    /// <summary>A record as the program has it.</summary>
    public TRecord RecordOf<TRecord>(string id, StoredRecord stored, bool withVectors)
        where TRecord : class
    {
        var record = form.Model.CreateRecord<TRecord>()!;
        key.SetValueAsObject(record, KeyText.Parse(id, key.Type));
        using var data = JsonDocument.Parse(stored.Data);
        foreach (var property in form.Model.DataProperties)
        {
            if (data.RootElement.TryGetProperty(property.StorageName, out var value))
                property.SetValueAsObject(record, value.Deserialize(property.Type, Json));
            else if (property.IsNullable)
                property.SetValueAsObject(record, null);
        }

        foreach (var vector in form.Vectors)
        {
            if (withVectors)
                vector.Property.SetValueAsObject(record, vector.IsBits ? VectorValues.ToProperty(BitsOf(stored)!, vector.Property.Type) : VectorValues.ToProperty(NumbersOf(stored)!, vector.Property.Type));
        }

        return record;
    }

    private FieldValue? FieldOf(PropertyModel property, string id, JsonElement data)
    {
        if (property is KeyPropertyModel)
            return form.FieldOf(property) == FieldKind.Number ? FieldValues.Of(KeyText.Parse(id, property.Type)) : id;
        if (!data.TryGetProperty(property.StorageName, out var json) || json.Deserialize(property.Type, Json) is not { } value)
            return null;
        return form.FieldOf(property) == FieldKind.Keywords ? FieldValues.OfList((IEnumerable)value) : FieldValues.Of(value);
    }

    // Numbers as float32, then bits as bytes.
    private float[]? NumbersOf(StoredRecord stored) =>
        form.Numbers is { } numbers ? MemoryMarshal.Cast<byte, float>(stored.Vectors.Span[..(numbers.Dimensions * sizeof(float))]).ToArray() : null;

    private BitArray? BitsOf(StoredRecord stored) =>
        form.Bits is { } bits ? new BitArray(stored.Vectors.Span[((form.Numbers?.Dimensions ?? 0) * sizeof(float))..].ToArray()) { Length = bits.Dimensions } : null;

    private byte[] Bytes(VectorForm vector, object? value, object record)
    {
        if (vector.IsBits && VectorValues.Bits(value) is { } bits)
        {
            _ = vector.Indexed(bits);
            var bytes = new byte[(bits.Length + 7) / 8];
            bits.CopyTo(bytes, 0);
            return bytes;
        }

        if (!vector.IsBits && VectorValues.Numbers(value) is { } numbers)
        {
            _ = vector.Indexed(numbers);
            return MemoryMarshal.AsBytes<float>(numbers).ToArray();
        }

        throw new ArgumentException(value is null
            ? $"The record '{IdOf(record)}' has no '{vector.Property.ModelName}'; every record of a collection has its vectors."
            : throw new UnreachableException($"A {value.GetType()} as '{vector.Property.ModelName}'."));
    }

    // Numbers first, whatever the order of the properties.
    private byte[] Concatenated(byte[][] vectors) => [.. form.Vectors.Zip(vectors).OrderBy(pair => pair.First.IsBits).SelectMany(pair => pair.Second)];
}
