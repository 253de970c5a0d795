using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PureHDF;

namespace Vitrine.Datasets.Tests.Matlab;

/// <summary>Writes .mat files as MATLAB lays them out, from the description of the format.</summary>
internal static class MatWriter
{
    public const int UInt8 = 2, Int32 = 5, UInt32 = 6, Double = 9, Matrix = 14, Compressed = 15;

    /// <summary>A file of level 5 with some variables.</summary>
    public static byte[] File(params byte[][] variables)
    {
        var header = new byte[128];
        Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file, Platform: GLNXA64").CopyTo(header, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(124), 0x0100);
        (header[126], header[127]) = ((byte)'I', (byte)'M');
        return [.. header, .. variables.SelectMany(variable => variable)];
    }

    /// <summary>A dense variable; values with the first dimension moving fastest. Doubles of small whole numbers may be kept as bytes, as MATLAB does.</summary>
    public static byte[] Dense(string name, int[] dimensions, double[] values, bool asBytes)
    {
        var data = asBytes ? Element(UInt8, [.. values.Select(value => (byte)value)]) : Element(Double, [.. values.SelectMany(BitConverter.GetBytes)]);
        return Variable(6, dimensions, name, data);
    }

    /// <summary>A sparse one.</summary>
    public static byte[] Sparse(string name, int rows, int columns, double[] values)
    {
        var (rowNumbers, starts, kept) = (new List<int>(), new List<int> { 0 }, new List<double>());
        for (var column = 0; column < columns; column++)
        {
            for (var row = 0; row < rows; row++)
            {
                if (values[column * rows + row] == 0)
                    continue;
                rowNumbers.Add(row);
                kept.Add(values[column * rows + row]);
            }

            starts.Add(kept.Count);
        }

        return Variable(5, [rows, columns], name, [.. Ints(rowNumbers), .. Ints(starts), .. Element(Double, [.. kept.SelectMany(BitConverter.GetBytes)])]);

        static byte[] Ints(List<int> numbers) => Element(Int32, [.. numbers.SelectMany(BitConverter.GetBytes)]);
    }

    /// <summary>A variable as v7 compresses it.</summary>
    public static byte[] Compress(byte[] variable)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(variable);
        var data = stream.ToArray();
        return [.. Tag(Compressed, data.Length), .. data]; // without padding
    }

    /// <summary>A file of v7.3: HDF5 behind 512 bytes of text, dimensions the other way round.</summary>
    public static void WriteHdf5(string path, string name, Array values)
    {
        var plain = $"{path}.h5";
        new H5File { [name] = values }.Write(plain);
        var content = System.IO.File.ReadAllBytes(plain);
        System.IO.File.Delete(plain);
        var block = new byte[512];
        Encoding.ASCII.GetBytes("MATLAB 7.3 MAT-file, Platform: GLNXA64").CopyTo(block, 0);
        // Addresses in the file count from its base, which the superblock names in byte 12.
        BinaryPrimitives.WriteUInt64LittleEndian(content.AsSpan(12), 512);
        System.IO.File.WriteAllBytes(path, [.. block, .. content]);
    }

    private static byte[] Variable(int kind, int[] dimensions, string name, byte[] data) => Element(Matrix,
    [
        .. Element(UInt32, [.. BitConverter.GetBytes(kind), .. BitConverter.GetBytes(0)]),
        .. Element(Int32, [.. dimensions.SelectMany(BitConverter.GetBytes)]),
        .. Element(1, Encoding.ASCII.GetBytes(name)),
        .. data,
    ]);

    // Up to four bytes stand in the tag itself.
    private static byte[] Element(int type, byte[] data) => data.Length is > 0 and <= 4
        ? [.. BitConverter.GetBytes((ushort)type), .. BitConverter.GetBytes((ushort)data.Length), .. data, .. new byte[4 - data.Length]]
        : [.. Tag(type, data.Length), .. data, .. new byte[(8 - data.Length % 8) % 8]];

    private static byte[] Tag(int type, int length) => [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes(length)];
}
