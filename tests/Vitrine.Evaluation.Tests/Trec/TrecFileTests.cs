using System.IO.Compression;
using System.Text;

namespace Vitrine.Evaluation.Tests.Trec;

public sealed class TrecFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-trec-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("run.txt")]
    [InlineData("run.txt.gz")]
    public void Run_TiedScores_AreWrittenStrictlyDecreasingInTheSameOrder(string name)
    {
        var path = Path.Combine(folder, name);
        var run = new TrecRun();
        run.Set("q1", [new("b", -3), new("a", -3), new("c", -3), new("d", -9)]);
        run.Set("q2", [new("é", 0.25f)]);
        run.Write(path, "codes");
        var read = TrecRun.Read(path);
        Assert.Equal(["q1", "q2"], read.Queries);
        Assert.Equal(["b", "a", "c", "d"], read.Hits("q1").Select(h => h.DocumentId));
        var scores = read.Hits("q1").Select(h => h.Score).ToArray();
        Assert.All(scores.Zip(scores.Skip(1)), pair => Assert.True(pair.First > pair.Second));
        Assert.Equal(-9, scores[3]);
        Assert.Equal([new TrecHit("é", 0.25f)], read.Hits("q2"));
        Assert.Empty(read.Hits("q3"));
    }

    [Fact]
    public void Run_Written_HasTheSixColumns()
    {
        var path = Path.Combine(folder, "run");
        var run = new TrecRun();
        run.Set("7", [new("d1", 0.5f)]);
        run.Write(path, "tag");
        Assert.Equal("7 Q0 d1 1 0.5 tag\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("qrels")]
    [InlineData("qrels.GZ")]
    public void Qrels_RoundTrip_KeepsGradesAndOrder(string name)
    {
        var path = Path.Combine(folder, name);
        var qrels = new TrecQrels();
        qrels.Add("2", "x", 1);
        qrels.Add("1", "y", -1);
        qrels.Add("2", "a", 3);
        Assert.False(qrels.Add("2", "a", 0));
        qrels.Write(path);
        var read = TrecQrels.Read(path);
        Assert.Equal(["2", "1"], read.Queries);
        Assert.Equal([KeyValuePair.Create("x", 1), KeyValuePair.Create("a", 3)], read.Grades("2"));
        Assert.Equal(-1, read.Grades("1")["y"]);
    }

    [Fact]
    public void Run_EqualScoresInAFile_AreOrderedByDescendingIdAsInTrecEval()
    {
        var path = Write("1 Q0 a 1 5 t\r\n1\tQ0\tb\t2\t5\tt\n\n1 Q0 c 3 6 t");
        Assert.Equal(["c", "b", "a"], TrecRun.Read(path).Hits("1").Select(h => h.DocumentId));
    }

    [Theory]
    [InlineData("1 0 a 1\n1 0 b\n", 2, "3 cells found, 4 expected: qid 0 docid rel")]
    [InlineData("1 0 a x\n", 1, "relevance 'x' found")]
    [InlineData("1 0 a 1.5\n", 1, "relevance '1.5' found")]
    [InlineData("1 0 a 1\n\n1 0 a 0\n", 3, "a second time")]
    public void Qrels_BadLine_NamesFileAndLine(string text, int line, string problem)
    {
        var path = Write(text);
        var error = Assert.Throws<TrecFormatException>(() => TrecQrels.Read(path));
        Assert.Equal(line, error.Line);
        Assert.StartsWith($"{path}, line {line}: ", error.Message);
        Assert.Contains(problem, error.Message);
    }

    [Theory]
    [InlineData("1 Q0 a 1 NaN t", "score 'NaN' found")]
    [InlineData("1 Q0 a 1 1e99 t", "score '1e99' found")]
    [InlineData("1 Q0 a 1 2 t\n1 Q0 a 1 2 t", "a second time")]
    [InlineData("1 Q0 a 1 2", "5 cells found, 6 expected")]
    public void Run_BadLine_SaysWhy(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<TrecFormatException>(() => TrecRun.Read(Write(text))).Message);

    [Fact]
    public void Read_OverTheLimits_Stops()
    {
        var path = Write("1 0 a 1\n1 0 b 1\n1 0 c 1\n");
        Assert.Contains("more than 2 lines", Assert.Throws<TrecFormatException>(() => TrecQrels.Read(path, new TrecLimits(Lines: 2))).Message);
        Assert.Contains("longer than 5 characters", Assert.Throws<TrecFormatException>(() => TrecQrels.Read(path, new TrecLimits(LineLength: 5))).Message);
    }

    [Fact]
    public void Read_BrokenBytes_SaysSo()
    {
        var path = Path.Combine(folder, "broken");
        File.WriteAllBytes(path, [.. "1 0 a 1\n1 0 "u8, 0xFF, 0xFE]);
        Assert.Contains("not valid UTF-8", Assert.Throws<TrecFormatException>(() => TrecQrels.Read(path)).Message);
        File.WriteAllText(path + ".gz", "1 0 a 1\n");
        Assert.Contains("gzip", Assert.Throws<TrecFormatException>(() => TrecQrels.Read(path + ".gz")).Message);
        using (var gzip = new GZipStream(File.Create(path + ".gz"), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i * 7919 % 5003} 0 doc{i} 1\n"))));
        var whole = File.ReadAllBytes(path + ".gz");
        File.WriteAllBytes(path + ".gz", whole[..(whole.Length / 2)]);
        Assert.Throws<TrecFormatException>(() => TrecQrels.Read(path + ".gz"));
    }

    [Fact]
    public void Write_IdWithWhiteSpace_Throws()
    {
        var run = new TrecRun();
        run.Set("a b", []);
        Assert.Contains("white space", Assert.Throws<ArgumentException>(() => run.Write(Path.Combine(folder, "x"), "t")).Message);
    }

    private string Write(string text)
    {
        var path = Path.Combine(folder, "file.txt");
        File.WriteAllText(path, text);
        return path;
    }
}
