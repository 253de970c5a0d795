using PureHDF;
using PureHDF.Selections;
using PureHDF.VOL.Native;

namespace Vitrine.Datasets.Matlab;

/// <summary>A numeric data set of a v7.3 file. HDF5 names its dimensions the other way round: the rows of MATLAB are its last.</summary>
internal sealed class Hdf5Array : MatArray
{
    private readonly NativeFile file;
    private readonly IH5Dataset data;
    private readonly ulong[] lengths;

    private Hdf5Array(string path, string name, NativeFile file, IH5Dataset data)
        : base(path, name, [.. data.Space.Dimensions.Reverse().Select(length => (long)length)])
    {
        (this.file, this.data, lengths) = (file, data, data.Space.Dimensions);
        if (data.Type.Class is not (H5DataTypeClass.FixedPoint or H5DataTypeClass.FloatingPoint))
            throw new MatFormatException(path, $"'{name}' of class {data.Type.Class}", "numbers");
    }

    public static Hdf5Array Open(string path, string name)
    {
        var file = H5File.OpenRead(path);
        try
        {
            if (!file.LinkExists(name) || file.Get(name) is not IH5Dataset data)
                throw new MatFormatException(path, $"the variables {string.Join(", ", file.Children().Select(child => child.Name))}", $"an array called {name}");
            return new Hdf5Array(path, name, file, data);
        }
        catch (Exception e)
        {
            file.Dispose();
            throw e is MatFormatException ? e : new MatFormatException(path, $"HDF5 that cannot be read ({e.Message})", "a file of MATLAB v7.3");
        }
    }

    private protected override void ReadInto(long first, int count, Span<float> rows)
    {
        ulong[] starts = [.. Enumerable.Repeat(0ul, lengths.Length - 1), (ulong)first], blocks = [.. lengths[..^1], (ulong)count];
        var selection = new HyperslabSelection(lengths.Length, starts, blocks);
        var columns = Numbers(selection); // [columns, count]
        for (var column = 0; column < Columns; column++)
        {
            for (var row = 0; row < count; row++)
                rows[row * Columns + column] = columns[column * count + row];
        }
    }

    private float[] Numbers(HyperslabSelection selection) => (data.Type.Class, data.Type.Size, data.Type.Class == H5DataTypeClass.FixedPoint && data.Type.FixedPoint.IsSigned) switch
    {
        (H5DataTypeClass.FloatingPoint, 4, _) => data.Read<float[]>(selection),
        (H5DataTypeClass.FloatingPoint, 8, _) => Array.ConvertAll(data.Read<double[]>(selection), number => (float)number),
        (_, 1, false) => Array.ConvertAll(data.Read<byte[]>(selection), number => (float)number),
        (_, 1, true) => Array.ConvertAll(data.Read<sbyte[]>(selection), number => (float)number),
        (_, 2, false) => Array.ConvertAll(data.Read<ushort[]>(selection), number => (float)number),
        (_, 2, true) => Array.ConvertAll(data.Read<short[]>(selection), number => (float)number),
        (_, 4, false) => Array.ConvertAll(data.Read<uint[]>(selection), number => (float)number),
        (_, 4, true) => Array.ConvertAll(data.Read<int[]>(selection), number => (float)number),
        var (kind, size, _) => throw new MatFormatException(File, $"'{Name}' of {kind} numbers of {size} bytes", "numbers of 1 to 4 bytes, or of double precision"),
    };

    private protected override void Dispose(bool disposing) => file.Dispose();
}
