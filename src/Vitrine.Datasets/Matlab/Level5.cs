using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Vitrine.Datasets.Matlab;

/// <summary>Files of level 5, MATLAB's default up to v7: a header of 128 bytes, then one element for each variable.</summary>
internal static class Level5
{
    private const int HeaderBytes = 128;
    private const int LongestName = 1000;
    private const int MostDimensions = 32;
    private const long MostSparse = 500_000_000; // entries; a bag of words of a million products has some millions
    private const int SparseClass = 5;
    private const int FirstNumericClass = 6, LastNumericClass = 15;

    /// <summary>Finds a variable.</summary>
    public static MatArray Find(string path, string name)
    {
        var stream = File.OpenRead(path);
        try
        {
            CheckHeader(path, stream);
            var elements = new ElementReader(path, stream, stream.Length);
            var found = new List<string>();
            for (var position = (long)HeaderBytes; position < stream.Length;)
            {
                var element = elements.At(position);
                var (content, own) = element.Type == NumberType.Compressed ? (Inflated(path, stream, element), true) : ((Stream)stream, false);
                try
                {
                    var whole = own ? new ElementReader(path, content, content.Length).At(0) : element;
                    if (whole.Type == NumberType.Matrix && Matrix(path, content, whole, name, own, found) is { } matrix)
                    {
                        if (own)
                            stream.Dispose();
                        return matrix;
                    }
                }
                catch
                {
                    if (own)
                        content.Dispose();
                    throw;
                }

                if (own)
                    content.Dispose();
                position = element.End;
            }

            throw new MatFormatException(path, found.Count == 0 ? "no variable" : $"the variables {string.Join(", ", found)}", $"one called {name}");
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    private static void CheckHeader(string path, FileStream stream)
    {
        var header = new byte[HeaderBytes];
        if (stream.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
            throw new MatFormatException(path, $"{stream.Length} bytes", "a MAT-file");
        if (header[126] == 'M' && header[127] == 'I')
            throw new MatFormatException(path, "numbers with the most significant byte first", "a file of a machine of today");
        if (header[126] != 'I' || header[127] != 'M' || BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(124)) >> 8 != 1)
            throw new MatFormatException(path, "no header of a MAT-file of level 5", "one, or HDF5");
    }

    // In a file of its own that goes when it is closed: photos take gigabytes, and rows are read from all places of it.
    private static FileStream Inflated(string path, FileStream stream, Element element)
    {
        var inflated = new FileStream(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():n}.mat.tmp"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            stream.Position = element.Start;
            using var zlib = new ZLibStream(stream, CompressionMode.Decompress, leaveOpen: true);
            zlib.CopyTo(inflated);
            return inflated;
        }
        catch (InvalidDataException e)
        {
            inflated.Dispose();
            throw new MatFormatException(path, $"a compressed variable at byte {element.Start} that is damaged ({e.Message})", "a whole one");
        }
    }

    /// <summary>The variable of an element if it is the one looked for; null, and its name among the found, where it is another.</summary>
    private static MatArray? Matrix(string path, Stream stream, Element matrix, string name, bool owns, List<string> found)
    {
        var elements = new ElementReader(path, stream, matrix.Start + matrix.Length);
        var flags = elements.At(matrix.Start);
        var kind = (int)elements.Numbers(flags, "array flags", 2)[0];
        var dimensionElement = elements.At(flags.End);
        var nameElement = elements.At(dimensionElement.End);
        if (nameElement.Length > LongestName)
            throw new MatFormatException(path, $"a name of {nameElement.Length:N0} bytes", $"at most {LongestName}");
        var letters = new byte[nameElement.Length];
        elements.Read(nameElement.Start, letters);
        var own = Encoding.ASCII.GetString(letters);
        if (own != name)
        {
            found.Add(own);
            return null;
        }

        long[] dimensions = [.. elements.Numbers(dimensionElement, "dimensions", MostDimensions).Select(length => (long)length)];
        if (dimensions.Length < 2 || dimensions.Any(length => length < 0))
            throw new MatFormatException(path, $"'{name}' of {string.Join(" × ", dimensions)}", "two dimensions or more");
        var isComplex = (kind & 0x0800) != 0;
        return (kind & 0xFF) switch
        {
            _ when isComplex => throw new MatFormatException(path, $"'{name}' of complex numbers", "real ones"),
            SparseClass => Sparse(path, name, dimensions, elements, nameElement, owns ? stream : null, stream),
            >= FirstNumericClass and <= LastNumericClass => new Level5Array(path, name, dimensions, elements.At(nameElement.End), stream),
            var other => throw new MatFormatException(path, $"'{name}' of class {other}", "numbers"),
        };
    }

    private static SparseArray Sparse(string path, string name, long[] dimensions, ElementReader elements, Element before, Stream? owned, Stream stream)
    {
        var rows = elements.At(before.End);
        var starts = elements.At(rows.End);
        var values = elements.At(starts.End);
        var sparse = new SparseArray(path, name, dimensions, elements.Numbers(rows, "row numbers", MostSparse), elements.Numbers(starts, "column starts", MostSparse), elements.Numbers(values, "values", MostSparse));
        (owned ?? stream).Dispose();
        return sparse;
    }
}
