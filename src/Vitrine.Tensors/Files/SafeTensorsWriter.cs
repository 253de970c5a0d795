using System.Buffers;
using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using Vitrine.Platform;

namespace Vitrine.Tensors.Files;

/// <summary>
/// Collects tensors and writes them as one safetensors file, which appears whole or not at all.
/// </summary>
public sealed class SafeTensorsWriter
{
    // Data starts on a cache line, so that mapped float32 tensors suit vector loads.
    private const int Alignment = 64;
    private const int ChunkElements = 1 << 16;

    private readonly List<(string Name, ElementType Type, Shape Shape, Action<Stream> Write)> tensors = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    /// <summary>Strings to write beside the tensors.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds a tensor, which must stay unchanged until <see cref="Save"/>.</summary>
    /// <param name="name">Its name; each occurs once.</param>
    /// <param name="tensor">The values.</param>
    /// <param name="type">float32, or float16 with rounding to nearest.</param>
    public void Add(string name, Tensor tensor, ElementType type = ElementType.Float32)
    {
        if (type is not (ElementType.Float32 or ElementType.Float16))
            throw new ArgumentException($"Tensors are written as float32 or float16, not {type}.", nameof(type));
        Add(name, type, tensor.Shape, stream =>
        {
            if (type == ElementType.Float32)
                stream.Write(MemoryMarshal.AsBytes(tensor.Data));
            else
                WriteHalf(stream, tensor.Data);
        });
    }

    /// <summary>Adds whole numbers.</summary>
    public void Add(string name, int[] values, Shape shape)
    {
        if (values.Length != shape.Length)
            throw new ArgumentException($"The shape {shape} does not hold {values.Length} numbers.", nameof(shape));
        Add(name, ElementType.Int32, shape, stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan())));
    }

    /// <summary>Writes the file; an old one of that name is replaced only after the new one is safe on the disk.</summary>
    public void Save(string path)
    {
        var header = Header();
        DurableFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var tensor in tensors)
                tensor.Write(stream);
        });
    }

    private static void WriteHalf(Stream stream, ReadOnlySpan<float> values)
    {
        var chunk = new Half[Math.Min(ChunkElements, values.Length)];
        for (; values.Length > 0; values = values[Math.Min(chunk.Length, values.Length)..])
        {
            var part = values[..Math.Min(chunk.Length, values.Length)];
            TensorPrimitives.ConvertToHalf(part, chunk);
            stream.Write(MemoryMarshal.AsBytes(chunk.AsSpan(0, part.Length)));
        }
    }

    private void Add(string name, ElementType type, Shape shape, Action<Stream> write)
    {
        if (!names.Add(name))
            throw new ArgumentException($"The tensor '{name}' was already added.", nameof(name));
        tensors.Add((name, type, shape, write));
    }

    private byte[] Header()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (Metadata.Count > 0)
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in Metadata)
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            var offset = 0L;
            foreach (var (name, type, shape, _) in tensors)
            {
                json.WriteStartObject(name);
                json.WriteString("dtype", type.Name());
                json.WriteStartArray("shape");
                foreach (var extent in shape)
                    json.WriteNumberValue(extent);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += (long)shape.Length * type.Size());
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // The format allows spaces after the JSON.
        var padded = (8 + buffer.WrittenCount + Alignment - 1) / Alignment * Alignment - 8;
        var header = new byte[padded];
        header.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(header);
        return header;
    }
}
