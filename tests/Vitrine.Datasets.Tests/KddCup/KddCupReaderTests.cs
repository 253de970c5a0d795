using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using static Vitrine.Datasets.Tests.KddCup.KddCupSamples;

namespace Vitrine.Datasets.Tests.KddCup;

public sealed class KddCupReaderTests
{
    private static (List<KddCupRow> Rows, LineReport Report) Read(string content, KddCupOptions? options = null)
    {
        using var folder = new TemporaryFolder();
        var report = new LineReport();
        return (KddCupReader.Read(folder.Write("rows.tsv", content), report, options ?? Options).ToList(), report);
    }

    private static string OnlyProblem(Action<string[]> spoil, KddCupOptions? options = null)
    {
        var bad = Fields();
        spoil(bad);
        var (rows, report) = Read(Table(Fields(), bad, Fields()), options);
        Assert.Equal([2, 4], rows.Select(row => row.Line));
        var problem = Assert.Single(report.Problems);
        Assert.Equal(3, problem.Line);
        return problem.Reason;
    }

    [Fact]
    public void Write_ThenRead_GivesTheSameRows()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new KddCupWriter(folder.File("rows.tsv")))
        {
            for (var seed = 0; seed < 50; seed++)
                writer.Write(Row(seed, boxes: 1));
        }

        var report = new LineReport();
        var rows = KddCupReader.Read(folder.File("rows.tsv"), report, Options).ToList();
        Assert.Equal((50, 0L), (rows.Count, report.Count));
        for (var seed = 0; seed < 50; seed++)
            AssertSame(Row(seed, boxes: 1), rows[seed]);
    }

    [Fact]
    public void Read_PublishedSizes_AreTheDefault()
    {
        using var folder = new TemporaryFolder();
        using (var writer = new KddCupWriter(folder.File("rows.tsv")))
            writer.Write(Row(1, boxes: 100, dimensions: 2048));
        var row = Assert.Single(KddCupReader.Read(folder.File("rows.tsv"), new LineReport()));
        Assert.Equal((20, 2048), (row.RegionCount, row.FeatureDimensions));
    }

    [Fact]
    public void Read_MoreBoxesThanKept_KeepsTheLargestFirst()
    {
        var source = Row(3, boxes: 30);
        using var folder = new TemporaryFolder();
        using (var writer = new KddCupWriter(folder.File("rows.tsv")))
            writer.Write(source);
        var row = Assert.Single(KddCupReader.Read(folder.File("rows.tsv"), new LineReport(), Options with { MaxRegions = 7 }));

        var boxes = source.Boxes.ToArray().Chunk(4).ToArray();
        var order = Enumerable.Range(0, 30).OrderByDescending(box => (boxes[box][2] - boxes[box][0]) * (boxes[box][3] - boxes[box][1])).Take(7).ToArray();
        Assert.Equal(order.SelectMany(box => boxes[box]), row.Boxes.ToArray());
        Assert.Equal(order.SelectMany(box => source.Features.ToArray().Chunk(Dimensions).ElementAt(box)), row.Features.ToArray());
        Assert.Equal(order.Select(box => source.ClassLabels.Span[box]), row.ClassLabels.ToArray());
    }

    [Fact]
    public void Read_MarkAndCrLf_AreNoDamage()
    {
        var (rows, report) = Read("\uFEFF" + Table(Fields(), Fields()).Replace("\n", "\r\n"));
        Assert.Equal((2, 0L), (rows.Count, report.Count));
        Assert.Equal("5", rows[0].QueryId);
    }

    [Fact]
    public void Read_WrongNumberOfBoxes_IsReported() =>
        Assert.Equal("column 'boxes': 32 bytes; num_boxes 3 needs 48", OnlyProblem(row => row[3] = "3"));

    [Fact]
    public void Read_FeaturesOfAnotherLength_IsReported() =>
        Assert.Contains("'features': 44 bytes; num_boxes 2 needs 48", OnlyProblem(row => row[5] = Encode(new float[11])));

    [Fact]
    public void Read_ClassLabelsOfAnotherLength_IsReported() =>
        Assert.Contains("'class_labels': 24 bytes; num_boxes 2 needs 16", OnlyProblem(row => row[6] = Encode(new long[3])));

    [Theory]
    [InlineData("!!!!")]
    [InlineData("AAA")]
    [InlineData("")]
    public void Read_BrokenBase64_IsReported(string field) => Assert.Contains("column 'boxes'", OnlyProblem(row => row[4] = field));

    [Fact]
    public void Read_OneCharacterOfBase64Broken_IsReported() =>
        Assert.Contains("'features': broken base64", OnlyProblem(row => row[5] = '*' + row[5][1..]));

    [Fact]
    public void Read_NotANumberAmongFeatures_IsReported() =>
        Assert.Contains("'features': the value NaN in box 2", OnlyProblem(row => row[5] = Encode([.. new float[8], float.NaN, 0f, 0f, 0f])));

    [Fact]
    public void Read_InfiniteBox_IsReported() =>
        Assert.Contains("'boxes': the value Infinity in box 1", OnlyProblem(row => row[4] = Encode([float.PositiveInfinity, .. new float[7]])));

    [Fact]
    public void Read_UnknownQuery_IsReported() =>
        Assert.Contains("'query_id': the query '99'", OnlyProblem(row => row[8] = "99", Options with { KnownQueries = new HashSet<string> { "5" } }));

    [Theory]
    [InlineData(0, "", "'product_id': 0 bytes")]
    [InlineData(1, "-600", "'image_h': '-600'")]
    [InlineData(2, "8e2", "'image_w': '8e2'")]
    [InlineData(3, "0", "'num_boxes': '0'")]
    [InlineData(3, "1001", "expected 1 to 1000")]
    [InlineData(3, "99999999999999999999", "'num_boxes'")]
    [InlineData(6, "/////////////////////w==", "a category outside")]
    [InlineData(7, "", "'query': 0 bytes")]
    [InlineData(7, "a\tb", "10 columns; expected 9")]
    public void Read_DamagedField_IsReported(int column, string value, string expected) =>
        Assert.Contains(expected, OnlyProblem(row => row[column] = value));

    [Fact]
    public void Read_LineAboveTheLimit_IsReported() =>
        Assert.Contains("more than 2000 bytes", OnlyProblem(row => row[7] = new string('x', 5000), Options with { LongestLine = 2000 }));

    [Fact]
    public void Read_ForeignFile_IsRefused()
    {
        Assert.Contains("line 1", Assert.Throws<BadDataException>(() => Read("id,title\n1,x\n")).Message);
        Assert.Throws<BadDataException>(() => Read(""));
        Assert.Throws<UsageException>(() => KddCupReader.Read("/nowhere.tsv", new LineReport()));
        Assert.Throws<UsageException>(() => Read(Header, Options with { MaxRegions = 0 }));
    }

    [Fact]
    public void Write_TabInTheQuery_IsRefused()
    {
        using var folder = new TemporaryFolder();
        using var writer = new KddCupWriter(folder.File("rows.tsv"));
        Assert.Throws<ArgumentException>(() => writer.Write(new("1", 1, 1, new float[4], new float[2], [0], "two\twords", "1")));
        Assert.Throws<ArgumentException>(() => new KddCupRow("1", 1, 1, new float[3], new float[2], [0], "q", "1"));
    }
}
