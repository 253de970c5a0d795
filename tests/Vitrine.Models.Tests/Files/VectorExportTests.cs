using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Vitrine.Catalogue;
using Vitrine.Models.Files;
using Vitrine.Tensors;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Tests.Files;

public sealed class VectorExportTests : IDisposable
{
    private static readonly float[] Vectors = [1, 2, 3, -4, 5.5f, float.Epsilon];
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-export-").FullName;

    [Fact]
    public void Write_NumPy_IsVersionOneWithAlignedData()
    {
        VectorExport.Write(Place("a.npy"), 2, 3, [Vectors]);

        var bytes = File.ReadAllBytes(Place("a.npy"));
        // As numpy.save writes it (checked with NumPy 1.24), dictionary, blanks and line feed included.
        Assert.Equal((byte[])[0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], bytes[..8]);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        Assert.Equal(0, (10 + length) % 64);
        Assert.Equal("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", Encoding.ASCII.GetString(bytes, 10, length).TrimEnd(' ', '\n'));
        Assert.Equal((byte)'\n', bytes[9 + length]);
        Assert.Equal(Vectors, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + length)).ToArray());
    }

    [Fact]
    public void Write_Fvecs_RepeatsTheDimensionBeforeEveryVector()
    {
        VectorExport.Write(Place("a.fvecs"), 2, 3, [Vectors[..3], Vectors[3..]]);

        var words = MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(Place("a.fvecs"))).ToArray();
        Assert.Equal(8, words.Length);
        Assert.Equal(3, words[0]);
        Assert.Equal(3, words[4]);
        Assert.Equal(Vectors[3..], MemoryMarshal.Cast<int, float>(words.AsSpan(5)).ToArray());
    }

    [Fact]
    public void Write_SafeTensors_ReadsBack()
    {
        VectorExport.Write(Place("a.safetensors"), 3, 2, [Vectors[..2], Vectors[2..]]);

        using var file = SafeTensors.Open(Place("a.safetensors"));
        using var tensor = file.Read("vectors");
        Assert.Equal(new Shape(3, 2), tensor.Shape);
        Assert.Equal(Vectors, tensor.Data.ToArray());
    }

    [Fact]
    public void Write_UnknownExtension_ListsTheKnownOnes() =>
        Assert.Contains(".npy, .fvecs, .safetensors", Assert.Throws<UsageException>(() => VectorExport.Write(Place("a.parquet"), 2, 3, [Vectors])).Hint);

    [Theory]
    [InlineData("a.npy")]
    [InlineData("a.fvecs")]
    public void Write_Cancelled_LeavesTheOldFile(string name)
    {
        File.WriteAllText(Place(name), "old");

        Assert.Throws<OperationCanceledException>(() => VectorExport.Write(Place(name), 2, 3, [Vectors], new CancellationToken(canceled: true)));

        Assert.Equal("old", File.ReadAllText(Place(name)));
        Assert.Single(Directory.GetFiles(folder));
    }

    private string Place(string name) => Path.Combine(folder, name);

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
