using System.Text.Json;

namespace Vitrine.Tensors.Files;

/// <summary>One tensor of a safetensors file.</summary>
/// <param name="Name">The name, as PyTorch writes it: <c>encoder.0.weight</c>.</param>
/// <param name="Type">How its elements are stored.</param>
/// <param name="Shape">Its extents.</param>
/// <param name="Offset">Its first byte, counted from the end of the header.</param>
public sealed record SafeTensorsEntry(string Name, ElementType Type, Shape Shape, long Offset)
{
    /// <summary>Bytes in the file.</summary>
    public long ByteLength => (long)Shape.Length * Type.Size();
}

/// <summary>
/// The JSON at the front of a safetensors file. The file is not trusted: sizes are compared with the file's own length before anything
/// is allocated, and every byte of the data belongs to exactly one tensor.
/// </summary>
internal static class SafeTensorsHeader
{
    /// <summary>The reference implementation's limit; a header of a million tensors is smaller.</summary>
    public const int MaxLength = 100_000_000;

    private const string MetadataKey = "__metadata__";

    public static (Dictionary<string, SafeTensorsEntry> Entries, Dictionary<string, string> Metadata) Parse(
        ReadOnlySpan<byte> json, long dataLength, string file)
    {
        var entries = new Dictionary<string, SafeTensorsEntry>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
            Expect(ref reader, JsonTokenType.StartObject, file);
            var hasMetadata = false;
            while (Next(ref reader, file) == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (name == MetadataKey)
                {
                    if (hasMetadata)
                        throw Bad(file, $"the key {MetadataKey} occurs twice");
                    hasMetadata = true;
                    ReadMetadata(ref reader, metadata, file);
                }
                else if (!entries.TryAdd(name, ReadEntry(ref reader, name, file)))
                {
                    throw Bad(file, $"the tensor '{name}' occurs twice");
                }
            }

            if (reader.Read())
                throw Bad(file, "something follows the JSON of the header");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new SafeTensorsException($"{file}: the header is not the JSON of a safetensors file: {exception.Message}", exception);
        }

        CheckLayout(entries.Values, dataLength, file);
        return (entries, metadata);
    }

    private static void CheckLayout(IEnumerable<SafeTensorsEntry> entries, long dataLength, string file)
    {
        var end = 0L;
        foreach (var entry in entries.OrderBy(e => e.Offset).ThenBy(e => e.ByteLength))
        {
            if (entry.Offset != end)
            {
                throw Bad(file, entry.Offset < end
                    ? $"the tensor '{entry.Name}' begins at byte {entry.Offset} inside another one, which ends at {end}"
                    : $"bytes {end} to {entry.Offset} before the tensor '{entry.Name}' belong to no tensor");
            }

            end += entry.ByteLength;
            if (end > dataLength)
            {
                throw Bad(file, $"the tensor '{entry.Name}' ends at byte {end} of the data, but the file holds only {dataLength}; " +
                    "it is truncated, copy or download it again");
            }
        }

        if (end != dataLength)
            throw Bad(file, $"{dataLength - end} bytes at the end belong to no tensor");
    }

    private static SafeTensorsEntry ReadEntry(ref Utf8JsonReader reader, string name, string file)
    {
        ElementType? type = null;
        Shape? shape = null;
        long? begin = null;
        var end = 0L;
        Expect(ref reader, JsonTokenType.StartObject, file);
        while (Next(ref reader, file) == JsonTokenType.PropertyName)
        {
            switch (reader.GetString())
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, file);
                    var typeName = reader.GetString();
                    type = ElementTypes.Parse(typeName)
                        ?? throw Bad(file, $"the tensor '{name}' has the type {typeName}; F32, F16, BF16, I32, I64 and U8 can be read");
                    break;
                case "shape" when shape is null:
                    shape = ReadShape(ref reader, name, file);
                    break;
                case "data_offsets" when begin is null:
                    Expect(ref reader, JsonTokenType.StartArray, file);
                    begin = ReadSize(ref reader, name, file);
                    end = ReadSize(ref reader, name, file);
                    Expect(ref reader, JsonTokenType.EndArray, file);
                    break;
                case var key:
                    throw Bad(file, $"the tensor '{name}' has the key '{key}' twice, or it is none of dtype, shape and data_offsets");
            }
        }

        if (type is null || shape is null || begin is null)
            throw Bad(file, $"the tensor '{name}' lacks one of dtype, shape and data_offsets");
        var entry = new SafeTensorsEntry(name, type.Value, shape.Value, begin.Value);
        return end - begin == entry.ByteLength
            ? entry
            : throw Bad(file, $"the tensor '{name}' {shape} of {type.Value.Name()} takes {entry.ByteLength} bytes, but its offsets span {end - begin}");
    }

    private static Shape ReadShape(ref Utf8JsonReader reader, string name, string file)
    {
        Span<int> extents = stackalloc int[Shape.MaxRank];
        var rank = 0;
        Expect(ref reader, JsonTokenType.StartArray, file);
        while (Next(ref reader, file) == JsonTokenType.Number)
        {
            if (rank == Shape.MaxRank)
                throw Bad(file, $"the tensor '{name}' has more than {Shape.MaxRank} extents");
            if (!reader.TryGetInt32(out extents[rank]) || extents[rank] < 0)
                throw Bad(file, $"the tensor '{name}' has an extent that is no number from 0 to {int.MaxValue}");
            rank++;
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            throw Bad(file, $"the shape of the tensor '{name}' holds something other than numbers");
        try
        {
            return new Shape(extents[..rank]);
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw new SafeTensorsException($"{file}: the tensor '{name}' is too large: {exception.Message}", exception);
        }
    }

    private static long ReadSize(ref Utf8JsonReader reader, string name, string file)
    {
        Expect(ref reader, JsonTokenType.Number, file);
        return reader.TryGetInt64(out var size) && size >= 0
            ? size
            : throw Bad(file, $"the tensor '{name}' has an offset that is negative or no whole number");
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata, string file)
    {
        Expect(ref reader, JsonTokenType.StartObject, file);
        while (Next(ref reader, file) == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String, file);
            if (!metadata.TryAdd(key, reader.GetString()!))
                throw Bad(file, $"the metadata key '{key}' occurs twice");
        }
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader, string file) =>
        reader.Read() ? reader.TokenType : throw Bad(file, "the header ends too early");

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token, string file)
    {
        if (Next(ref reader, file) != token)
            throw Bad(file, $"the header has {reader.TokenType} at byte {reader.TokenStartIndex} where {token} is expected");
    }

    private static SafeTensorsException Bad(string file, string what) => new($"{file} is not a usable safetensors file: {what}.");
}
