using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Vitrine.Catalogue;
using Vitrine.Platform;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Files;

/// <summary>Writes vectors for other software. The file appears whole or not at all.</summary>
public static class VectorExport
{
    private const int HeaderAlignment = 64; // NumPy's own
    private const string TensorName = "vectors";

    /// <summary>The extensions that are understood: NumPy arrays, the vector files of FAISS and its data sets, safetensors.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".npy", ".fvecs", ".safetensors"];

    /// <summary>Writes row-major vectors in the format of the path's extension.</summary>
    /// <param name="path">
    /// Ends in <c>.npy</c> (float32 [n, d]), <c>.fvecs</c> (each vector: d as int32, then d float32; no header) or <c>.safetensors</c> (the tensor "vectors" [n, d]).
    /// All are little-endian.
    /// </param>
    /// <param name="vectors">[n × <paramref name="dimensions"/>].</param>
    /// <param name="dimensions">d.</param>
    /// <param name="cancellation">Stops; nothing is left behind.</param>
    /// <exception cref="UsageException">The extension is none of these.</exception>
    public static void Write(string path, float[] vectors, int dimensions, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (vectors.Length % dimensions != 0)
            throw new ArgumentException($"{vectors.Length} numbers are no vectors of {dimensions}.", nameof(vectors));
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".npy":
                DurableFile.Write(path, stream =>
                {
                    stream.Write(NumPyHeader(vectors.Length / dimensions, dimensions));
                    WriteRows(stream, vectors, dimensions, null, cancellation);
                });
                break;
            case ".fvecs":
                var length = new byte[sizeof(int)];
                BinaryPrimitives.WriteInt32LittleEndian(length, dimensions);
                DurableFile.Write(path, stream => WriteRows(stream, vectors, dimensions, length, cancellation));
                break;
            case ".safetensors":
                cancellation.ThrowIfCancellationRequested();
                using (var scope = Scope.Begin(recordGradients: false))
                {
                    var writer = new SafeTensorsWriter();
                    writer.Add(TensorName, Tensor.From(vectors, [vectors.Length / dimensions, dimensions]));
                    writer.Save(path);
                }

                break;
            default:
                throw new UsageException($"'{path}' names no format for vectors.", $"End the name in {string.Join(", ", Extensions)}.");
        }
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

    private static void WriteRows(Stream stream, float[] vectors, int dimensions, byte[]? before, CancellationToken cancellation)
    {
        for (var start = 0; start < vectors.Length; start += dimensions)
        {
            cancellation.ThrowIfCancellationRequested();
            stream.Write(before);
            stream.Write(MemoryMarshal.AsBytes(vectors.AsSpan(start, dimensions)));
        }
    }
}
