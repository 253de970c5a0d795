using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Vitrine.Catalogue;
using Vitrine.Platform;

namespace Vitrine.Models.Files;

/// <summary>Writes vectors for other software. The file appears whole or not at all.</summary>
public static class VectorExport
{
    private const int HeaderAlignment = 64; // NumPy's own
    private const string TensorName = "vectors";

    /// <summary>The extensions that are understood: NumPy arrays, the vector files of FAISS and its data sets, safetensors.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".npy", ".fvecs", ".safetensors"];

    /// <summary>Writes row-major vectors, block by block, in the format of the path's extension.</summary>
    /// <param name="path">
    /// Ends in <c>.npy</c> (float32 [n, d]), <c>.fvecs</c> (each vector: d as int32, then d float32; no header) or <c>.safetensors</c> (the tensor "vectors" [n, d]).
    /// All are little-endian.
    /// </param>
    /// <param name="count">n.</param>
    /// <param name="dimensions">d.</param>
    /// <param name="blocks">[n × d] in all, whole vectors in each.</param>
    /// <param name="cancellation">Stops; nothing is left behind.</param>
    /// <exception cref="UsageException">The extension is none of these.</exception>
    public static void Write(string path, int count, int dimensions, IEnumerable<float[]> blocks, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        var (header, before) = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".npy" => (NumPyHeader(count, dimensions), Array.Empty<byte>()),
            ".fvecs" => ([], BitConverter.GetBytes(dimensions)),
            ".safetensors" => (SafeTensorsHeader(count, dimensions), []),
            _ => throw new UsageException($"'{path}' names no format for vectors.", $"End the name in {string.Join(", ", Extensions)}."),
        };
        DurableFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (var block in blocks)
            {
                for (var start = 0; start < block.Length; start += dimensions)
                {
                    cancellation.ThrowIfCancellationRequested();
                    stream.Write(before);
                    stream.Write(MemoryMarshal.AsBytes(block.AsSpan(start, dimensions)));
                }
            }
        });
    }

    /// <summary>The length of the JSON, the JSON, padded so that the numbers begin at a multiple of 8.</summary>
    private static byte[] SafeTensorsHeader(int count, int dimensions)
    {
        var json = $"{{\"{TensorName}\":{{\"dtype\":\"F32\",\"shape\":[{count},{dimensions}],\"data_offsets\":[0,{(long)count * dimensions * sizeof(float)}]}}}}";
        json = json.PadRight((json.Length + 7) / 8 * 8);
        return [.. BitConverter.GetBytes((long)json.Length), .. Encoding.ASCII.GetBytes(json)];
    }

    /// <summary>Version 1.0 of the .npy format: magic, version, length of the header, a Python dictionary, blanks and a line feed.</summary>
    private static byte[] NumPyHeader(int count, int dimensions)
    {
        const int Prefix = 10;
        var dictionary = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({count}, {dimensions}), }}";
        var length = (Prefix + dictionary.Length + 1 + HeaderAlignment - 1) / HeaderAlignment * HeaderAlignment - Prefix;
        var header = new byte[Prefix + length];
        header[0] = 0x93; // no character, so that no text file begins like this
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)length);
        Encoding.ASCII.GetBytes(dictionary.PadRight(length - 1) + "\n", header.AsSpan(Prefix));
        return header;
    }
}
