using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue.Tests.Text.Vectors;

/// <summary>The three published layouts, and the damage that such files come with.</summary>
public sealed class WordVectorReaderTests
{
    private const string GloVe = "the 0.5 -1 2e-1\nshirt 1 2 3\nof 0 0 1\n";

    private static WordVectorReading Read(string content, WordVectorOptions? options = null) => Read(Encoding.UTF8.GetBytes(content), options);

    private static WordVectorReading Read(byte[] content, WordVectorOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        return WordVectorReader.Read(folder.Write("vectors", content), options);
    }

    private static string Failure(string content, WordVectorOptions? options = null) =>
        Assert.Throws<BadDataException>(() => Read(content, options)).Message;

    private static byte[] Binary(string header, params (string Word, float[] Values)[] entries)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(header + "\n"));
        foreach (var (word, values) in entries)
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(word + " "));
            bytes.AddRange(MemoryMarshal.AsBytes(values.AsSpan()));
            bytes.Add((byte)'\n');
        }

        return [.. bytes];
    }

    [Fact]
    public void Read_GloVe_GivesWordsAndValues()
    {
        var reading = Read(GloVe);
        Assert.Equal((WordVectorFormat.GloVe, 3L, 0L, 3), (reading.Format, reading.WordsInFile, reading.Report.Count, reading.Vectors.Dimensions));
        Assert.Equal(["the", "shirt", "of"], reading.Vectors.Words);
        Assert.Equal([0.5f, -1, 0.2f, 1, 2, 3, 0, 0, 1], reading.Vectors.Values.ToArray());
    }

    [Theory]
    [InlineData("\uFEFFthe 0.5 -1 2e-1\r\nshirt 1 2 3\r\nof 0 0 1\r\n")]
    [InlineData("the 0.5 -1 2e-1\n\nshirt 1 2 3 \nof\t0\t0\t1")]
    [InlineData("3 3\nthe 0.5 -1 2e-1\nshirt 1 2 3\nof 0 0 1\n")]
    [InlineData("\uFEFF3 3\r\nthe 0.5 -1 2e-1\r\nshirt 1 2 3\r\nof 0 0 1\r\n")]
    public void Read_MarksLineEndsAndHeader_GiveTheSameVectors(string content)
    {
        var (expected, actual) = (Read(GloVe).Vectors, Read(content));
        Assert.Equal(expected.Words, actual.Vectors.Words);
        Assert.Equal(expected.Values.ToArray(), actual.Vectors.Values.ToArray());
        Assert.Empty(actual.Report.Problems);
    }

    [Fact]
    public void Read_Compressed_GivesTheSameVectors()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(GloVe));
        Assert.Equal(Read(GloVe).Vectors.Values.ToArray(), Read(packed.ToArray()).Vectors.Values.ToArray());
        Assert.Contains("gzip", Assert.Throws<BadDataException>(() => Read([0x1F, 0x8B, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])).Message);
    }

    [Fact]
    public void Read_Vocabulary_LimitsWhatIsKept()
    {
        var reading = Read(GloVe, new() { Vocabulary = new HashSet<string> { "of", "shirt", "unknown" } });
        Assert.Equal(["shirt", "of"], reading.Vectors.Words);
        Assert.Equal(3, reading.WordsInFile);

        var matrix = new float[9];
        Assert.Equal(1, reading.Vectors.CopyTo(["<pad>", "of", "unknown"], matrix));
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 0, 0], matrix);
    }

    [Fact]
    public void Read_WordsWithBlanksAndNumbers_AreKeptWhole()
    {
        var reading = Read(". . . 1 2\nat name@domain.com 3 4\n2011 5 6\nplain 7 8\n");
        Assert.Equal([". . .", "at name@domain.com", "2011", "plain"], reading.Vectors.Words);
        Assert.Empty(reading.Report.Problems);
    }

    [Fact]
    public void Read_DamagedLines_AreReportedByNumberAndSkipped()
    {
        var reading = Read("""
            a 1 x 3
            b 1 2 3
            c 1 2
            d 1 2 3 4
            b 9 9 9
            e nan 2 3
            f 1 2 1e99
            g
            h 4 5 6
            """);
        Assert.Equal(["b", "h"], reading.Vectors.Words);
        Assert.Equal([1, 2, 3, 4, 5, 6], reading.Vectors.Values.ToArray());
        Assert.Equal([1, 3, 4, 5, 6, 7, 8], reading.Report.Problems.Select(problem => problem.Line));
        Assert.Contains("'x' as value 2 of 'a'", reading.Report.Problems[0].Reason);
        Assert.Contains("2 values after 'c'; expected 3", reading.Report.Problems[1].Reason);
        Assert.Contains("4 values; expected 3", reading.Report.Problems[2].Reason);
        Assert.Contains("'b' again", reading.Report.Problems[3].Reason);
        Assert.Contains("NaN", reading.Report.Problems[4].Reason);
    }

    [Fact]
    public void Read_DamageOutsideTheVocabulary_IsReportedToo()
    {
        var reading = Read("a 1 x\nb 1 2\nc nan 2\nd 1\n", new() { Vocabulary = new HashSet<string> { "b" } });
        Assert.Equal([1, 3, 4], reading.Report.Problems.Select(problem => problem.Line));
    }

    [Fact]
    public void Read_BrokenUtf8_IsReported()
    {
        var reading = Read([.. "a 1 2\n"u8, 0xFF, .. " 3 4\n"u8]);
        Assert.Equal(["a"], reading.Vectors.Words);
        Assert.Contains("not UTF-8", Assert.Single(reading.Report.Problems).Reason);
    }

    [Fact]
    public void Read_HeaderOfMoreWords_IsReported()
    {
        var reading = Read("5 2\na 1 2\n");
        Assert.Contains("5 words, but 1 lines", Assert.Single(reading.Report.Problems).Reason);
    }

    [Fact]
    public void Read_LineAboveTheLimit_IsPassedOver()
    {
        var reading = Read($"a 1 2\nb {new string('1', 300_000)} 2\nc 3 4\n");
        Assert.Equal(["a", "c"], reading.Vectors.Words);
        Assert.Equal(2, Assert.Single(reading.Report.Problems).Line);
    }

    [Theory]
    [InlineData("1000000000 2000000000\na 1 2\n", "2000000000 dimensions")]
    [InlineData("3 0\na 1 2\n", "0 dimensions")]
    [InlineData("", "no word vector")]
    [InlineData("just some words\nand more of them\n", "0 dimensions")]
    public void Read_HostileOrForeignFile_IsRefused(string content, string expected) => Assert.Contains(expected, Failure(content));

    [Fact]
    public void Read_OtherDimensionThanAsked_IsRefused() => Assert.Contains("expected 300", Failure("2 3\na 1 2 3\n", new() { Dimensions = 300 }));

    [Fact]
    public void Read_Binary_GivesWordsAndValues()
    {
        var reading = Read(Binary("3 2", ("the", [0.5f, -1f]), ("größe", [0.1f, 3e-9f]), ("of", [1f, 2f])));
        Assert.Equal((WordVectorFormat.Word2VecBinary, 0L), (reading.Format, reading.Report.Count));
        Assert.Equal(["the", "größe", "of"], reading.Vectors.Words);
        Assert.Equal([0.5f, -1, 0.1f, 3e-9f, 1, 2], reading.Vectors.Values.ToArray());
    }

    [Fact]
    public void Read_BinaryDamaged_IsReportedByEntry()
    {
        var whole = Binary("4 2", ("a", [1f, float.NaN]), ("b", [1f, 2f]), ("b", [3f, 4f]), ("c", [5f, 6f]));
        var reading = Read(whole[..^4]);
        Assert.Equal(["b"], reading.Vectors.Words);
        Assert.Equal([1, 3, 4], reading.Report.Problems.Select(problem => problem.Line));
        Assert.Contains("end of the file", reading.Report.Problems[2].Reason);
    }

    [Fact]
    public void Read_BinaryWithHostileHeader_DoesNotAllocateForIt()
    {
        var reading = Read(Binary("9000000000000 4096", ("a", new float[4096])));
        Assert.Equal(["a"], reading.Vectors.Words);
        Assert.Equal(2, Assert.Single(reading.Report.Problems).Line);
    }

    [Fact]
    public void Read_Cancelled_Stops()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("vectors", string.Concat(Enumerable.Range(0, 5000).Select(word => $"w{word} 1 2\n")));
        Assert.Throws<OperationCanceledException>(() => WordVectorReader.Read(path, cancellation: new(canceled: true)));
    }
}
