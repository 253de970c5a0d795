using Vitrine.Catalogue;
using Vitrine.Datasets.Matlab;

namespace Vitrine.Datasets.Tests.Matlab;

public sealed class MatFileTests : IDisposable
{
    // 4 × 3 × 2, first dimension fastest: number i is at (i % 4, i / 4 % 3, i / 12).
    private static readonly double[] Values = [.. Enumerable.Range(0, 24).Select(i => (double)i)];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void Read_ADenseArray_GivesItsRows(bool asBytes, bool isCompressed)
    {
        var (other, wanted) = (MatWriter.Dense("Other", [2, 2], [9, 9, 9, 9], asBytes), MatWriter.Dense("X", [4, 3, 2], Values, asBytes));
        using var array = Open(isCompressed ? MatWriter.File(MatWriter.Compress(other), MatWriter.Compress(wanted)) : MatWriter.File(other, wanted), "X");
        Assert.Equal([4, 3, 2], array.Dimensions);
        Assert.Equal((4, 6), (array.Rows, array.Columns));
        Assert.Equal([.. Row(1), .. Row(2)], array.Read(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => array.Read(3, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_ASparseMatrix_GivesItsRows(bool isCompressed)
    {
        double[] values = [0, 1, 0, 2, 0, 0, 0, 0, 3, 0, 4, 0]; // 4 × 3
        var variable = MatWriter.Sparse("Tag", 4, 3, values);
        using var array = Open(MatWriter.File(isCompressed ? MatWriter.Compress(variable) : variable), "Tag");
        Assert.Equal([0, 0, 3, 1, 0, 0, 0, 0, 4, 2, 0, 0], array.Read(0, 4));
    }

    [Fact]
    public void Read_AFileOfVersion73_GivesTheSameRows()
    {
        // In HDF5 the last dimension moves fastest: 2 × 3 × 4.
        var (bytes, doubles) = (new byte[2, 3, 4], new double[2, 3, 4]);
        for (var i = 0; i < Values.Length; i++)
        {
            bytes[i / 12, i / 4 % 3, i % 4] = (byte)Values[i];
            doubles[i / 12, i / 4 % 3, i % 4] = Values[i];
        }

        foreach (var values in new Array[] { bytes, doubles })
        {
            MatWriter.WriteHdf5(folder.File("x.mat"), "X", values);
            using var array = MatFile.Open(folder.File("x.mat"), "X");
            Assert.Equal([4, 3, 2], array.Dimensions);
            Assert.Equal([.. Row(1), .. Row(2)], array.Read(1, 2));
        }

        Assert.Contains("X", Assert.Throws<MatFormatException>(() => MatFile.Open(folder.File("x.mat"), "Y")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhatIsNoMatFile_SaysWhatWasFound()
    {
        Assert.Contains("no header", Refused("words that are long enough to be a header, but are none of a MAT-file at all ............................................................"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("3 bytes", Refused([1, 2, 3]), StringComparison.Ordinal);
        var whole = MatWriter.File(MatWriter.Dense("X", [4, 3, 2], Values, asBytes: false));
        Assert.Contains("whole", Refused(whole[..200]), StringComparison.Ordinal);
        Assert.Contains("the variables Y", Refused(MatWriter.File(MatWriter.Dense("Y", [1, 1], [1], asBytes: true))), StringComparison.Ordinal);
        Assert.Contains("one number for each place", Refused(MatWriter.File(MatWriter.Dense("X", [5, 3, 2], Values, asBytes: false))), StringComparison.Ordinal);
        var torn = MatWriter.File(MatWriter.Compress(MatWriter.Dense("X", [4, 3, 2], Values, asBytes: false)));
        for (var i = 150; i < torn.Length; i++)
            torn[i] ^= 0x5A;
        Assert.Contains("damaged", Refused(torn), StringComparison.Ordinal);
        Assert.Throws<UsageException>(() => MatFile.Open(folder.File("none.mat"), "X"));
    }

    [Fact]
    public void Open_BytesChangedAtRandom_ReadsOrRefuses()
    {
        var file = MatWriter.File(MatWriter.Sparse("X", 4, 3, [0, 1, 0, 2, 0, 0, 0, 0, 3, 0, 4, 0]), MatWriter.Dense("Y", [4, 3, 2], Values, asBytes: true));
        var random = new Random(1);
        for (var attempt = 0; attempt < 400; attempt++)
        {
            var changed = file.ToArray();
            for (var i = random.Next(1, 4); i > 0; i--)
                changed[random.Next(120, changed.Length)] = (byte)random.Next(256);
            foreach (var name in new[] { "X", "Y" })
            {
                try
                {
                    using var array = Open(changed, name);
                    if (array.Rows is > 0 and < 100)
                        array.Read(0, 1);
                }
                catch (MatFormatException)
                {
                    // that is what it is for
                }
            }
        }
    }

    private static float[] Row(int row) => [.. Enumerable.Range(0, 6).Select(column => (float)(column * 4 + row))];

    private MatArray Open(byte[] content, string name) => MatFile.Open(folder.Write("x.mat", content), name);

    private string Refused(byte[] content) => Assert.Throws<MatFormatException>(() => Open(content, "X")).Message;
}
