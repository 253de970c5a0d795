using System.Buffers.Binary;
using System.Text;
using Vitrine.Tensors.Files;
using Vitrine.Tensors.Memory;

namespace Vitrine.Tensors.Tests;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-safetensors-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Save_ThenOpen_GivesTheSameTensorsAndMetadata()
    {
        var path = NewPath();
        using var weight = GradientCheck.Random([7, 5], 1);
        using var empty = Tensor.Zeros([0, 3]);
        using var scalar = Tensor.Full([], 42);
        var writer = new SafeTensorsWriter { Metadata = { ["note"] = "größer \"als\" {}" } };
        writer.Add("a.weight", weight);
        writer.Add("half", weight, ElementType.Float16);
        writer.Add("empty", empty);
        writer.Add("scalar", scalar);
        writer.Add("rows", [3, 1, 2], [3]);
        writer.Save(path);

        using var file = SafeTensors.Open(path);
        using var read = file.Read("a.weight");
        using var half = file.Read("half");
        Assert.Equal(weight.Data.ToArray(), read.Data.ToArray());
        Assert.Equal(new Shape(7, 5), read.Shape);
        Assert.Equal(weight.Data.ToArray().Select(v => (float)(Half)v), half.Data.ToArray());
        Assert.Equal(0, file.Read("empty").Length);
        Assert.Equal(42, file.Read("scalar").Item);
        Assert.Equal([3, 1, 2], file.ReadInt32("rows"));
        Assert.Equal("größer \"als\" {}", file.Metadata["note"]);
        Assert.Empty(Directory.GetFiles(folder, "*.tmp"));
    }

    [Fact]
    public void Read_Float32_TakesNoMemoryAndOutlivesTheFile()
    {
        var path = NewPath();
        using var big = Tensor.Full([1000, 1000], 3);
        var writer = new SafeTensorsWriter();
        writer.Add("big", big);
        writer.Save(path);
        var before = BufferPool.RentedBytes;
        Tensor read;
        using (var file = SafeTensors.Open(path))
            read = file.Read("big");
        Assert.Equal(before, BufferPool.RentedBytes);
        read.Data[0] = 5; // copy on write: the file keeps its value
        Assert.Equal(5, read.Data[0]);
        Assert.Equal(3, read.Data[999_999]);
        read.Dispose();
        using var again = SafeTensors.Open(path);
        using var second = again.Read("big");
        Assert.Equal(3, second.Data[0]);
    }

    [Fact]
    public void Read_EveryElementType_Converts()
    {
        var data = new byte[2 * 2 + 2 * 2 + 4 * 2 + 8 * 2 + 2];
        BinaryPrimitives.WriteHalfLittleEndian(data, (Half)1.5f);
        BinaryPrimitives.WriteHalfLittleEndian(data.AsSpan(2), (Half)(-2));
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(4), 0x3FC0); // bfloat16 1.5
        BinaryPrimitives.WriteUInt16LittleEndian(data.AsSpan(6), 0xC000); // bfloat16 −2
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(8), -7);
        BinaryPrimitives.WriteInt32LittleEndian(data.AsSpan(12), 9);
        BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(16), -70);
        BinaryPrimitives.WriteInt64LittleEndian(data.AsSpan(24), 90);
        data[32] = 255;
        var path = Write(
            """
            {"f16":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"bf16":{"dtype":"BF16","shape":[2],"data_offsets":[4,8]},
            "i32":{"dtype":"I32","shape":[2],"data_offsets":[8,16]},"i64":{"dtype":"I64","shape":[2],"data_offsets":[16,32]},
            "u8":{"dtype":"U8","shape":[2],"data_offsets":[32,34]}}
            """, data);
        using var file = SafeTensors.Open(path);
        Assert.Equal([1.5f, -2], file.Read("f16").Data.ToArray());
        Assert.Equal([1.5f, -2], file.Read("bf16").Data.ToArray());
        Assert.Equal([-7f, 9], file.Read("i32").Data.ToArray());
        Assert.Equal([-70, 90], file.ReadInt32("i64"));
        Assert.Equal([255f, 0], file.Read("u8").Data.ToArray());
        Assert.Throws<SafeTensorsException>(() => file.ReadInt32("f16"));
        Assert.Contains("bf16", Assert.Throws<SafeTensorsException>(() => file.Read("none")).Message);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", "negative")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "inside another")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}""", "truncated")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,2147483647],"data_offsets":[0,8]}}""", "large")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "span 8")]
    [InlineData("""{"a":{"dtype":"F8","shape":[2],"data_offsets":[0,8]}}""", "type F8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,2],"data_offsets":[0,8]}}""", "more than 6")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "extent")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "lacks")]
    [InlineData("""{"__metadata__":{"n":1}}""", "String is expected")]
    [InlineData("""[]""", "StartObject is expected")]
    [InlineData("""not json""", "not the JSON")]
    public void Open_BadHeader_SaysWhatIsWrong(string header, string message)
    {
        var exception = Assert.Throws<SafeTensorsException>(() => SafeTensors.Open(Write(header, new byte[8])));
        Assert.Contains(message, exception.Message);
        Assert.Contains("file", exception.Message);
    }

    [Theory]
    [InlineData(10_000_000_000UL)]
    [InlineData(ulong.MaxValue)]
    [InlineData(9UL)]
    public void Open_HeaderLongerThanTheFile_SaysSoWithoutAllocating(ulong length)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        var path = NewPath();
        File.WriteAllBytes(path, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SafeTensorsException>(() => SafeTensors.Open(path));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Open_TooShortForALength_SaysSo(int length)
    {
        var path = NewPath();
        File.WriteAllBytes(path, new byte[length]);
        Assert.Throws<SafeTensorsException>(() => SafeTensors.Open(path));
    }

    [Fact]
    public void Parse_HundredThousandMutations_ThrowsOnlyItsOwnErrorAndAllocatesLittle()
    {
        const string Header =
            """{"__metadata__":{"k":"v"},"a.w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"b":{"dtype":"F16","shape":[4],"data_offsets":[24,32]},"c":{"dtype":"I64","shape":[],"data_offsets":[32,40]}}""";
        var original = Encoding.UTF8.GetBytes(Header);
        string[] pieces = ["-1", "9223372036854775807", "99999999999999999999", "4294967296", "[", "]", "{", "}", ",", "\"", "null", "1e9", "0", "\\u0000"];
        var random = new RandomSource(2026);
        var (accepted, refused) = (0, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
        {
            var bytes = original.ToList();
            for (var m = random.NextInt(3); m >= 0; m--)
            {
                var at = random.NextInt(bytes.Count);
                switch (random.NextInt(4))
                {
                    case 0: bytes[at] = (byte)random.NextInt(256); break;
                    case 1: bytes.RemoveRange(at, Math.Min(bytes.Count - at - 1, 1 + random.NextInt(8))); break;
                    case 2: bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.NextInt(pieces.Length)])); break;
                    default: bytes.InsertRange(at, bytes.GetRange(random.NextInt(bytes.Count / 2 + 1), random.NextInt(bytes.Count / 2 + 1))); break;
                }
            }

            try
            {
                var (entries, _) = SafeTensorsHeader.Parse(bytes.ToArray(), 40, "file");
                Assert.All(entries.Values, e => Assert.InRange(e.Offset + e.ByteLength, 0, 40));
                accepted++;
            }
            catch (SafeTensorsException)
            {
                refused++;
            }
        }

        Assert.True(accepted > 0 && refused > 50_000, $"{accepted} accepted, {refused} refused");
        Assert.True((GC.GetAllocatedBytesForCurrentThread() - before) / 100_000 < 50_000, "a mutation made the parser allocate");
    }

    private string NewPath() => Path.Combine(folder, $"file-{Guid.NewGuid():N}.safetensors");

    private string Write(string header, byte[] data)
    {
        var path = NewPath();
        var json = Encoding.UTF8.GetBytes(header);
        using var stream = File.Create(path);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        stream.Write(length);
        stream.Write(json);
        stream.Write(data);
        return path;
    }
}
