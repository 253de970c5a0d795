namespace Vitrine.Index.Tests.Storage;

/// <summary>Opening reads headers only; a damaged block is named when it is first read, and only then.</summary>
public sealed class FirstReadTests : IDisposable
{
    private const int Items = 3000;

    private readonly IndexFolder folder = new();
    private readonly string segment;

    public FirstReadTests()
    {
        var random = new Random(2);
        using var writer = IndexWriter.Create(folder.Path, new IndexSchema([256], 32)
        {
            Parts = [new("cells", 16, 4, VectorFormat.Int8)],
            Fields = [new("sizes", FieldKind.Keywords)],
        });
        for (var row = 0; row < Items; row++)
        {
            writer.Put(new IndexItem($"{row:D5}")
            {
                Row = row,
                Code = Seeded.Codes(random, 1, 256),
                Vector = Seeded.Vectors(random, 1, 32),
                Parts = [Seeded.Vectors(random, 4, 16)],
                Fields = { ["sizes"] = new[] { "M", $"{row % 500}" } },
            });
        }

        writer.Commit();
        segment = Directory.GetFiles(folder.Path, "segment-*.bin").Single();
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Search_DamagedBlockOfVectors_IsNamedByThoseWhoReadIt()
    {
        var start = SectionStart(SegmentLayout.Vectors);
        Flip(start + 2 * BlockChecks.BlockBytes + 5); // of three blocks
        using var snapshot = IndexSnapshot.Open(folder.Path);
        Assert.Equal(5, snapshot.SearchCodes(new ulong[4], 5).Length);
        for (var trial = 0; trial < 2; trial++)
        {
            var problem = Assert.Throws<IndexFormatException>(() => snapshot.SearchVectors(new float[32], 1));
            Assert.Equal(segment, problem.File);
            Assert.Contains("block 2 of section 'vectors'", problem.Message);
        }

        Assert.Throws<IndexFormatException>(() => snapshot.SearchVectors(new float[64], 1, null, threads: 2));
        Assert.Throws<IndexFormatException>(() => snapshot.Scores(new float[32], new float[Items]));
    }

    [Theory]
    [InlineData(SegmentLayout.Rows)]
    [InlineData(SegmentLayout.IdStarts)]
    [InlineData(SegmentLayout.IdText)]
    [InlineData(SegmentLayout.IdFilter)]
    [InlineData(SegmentLayout.Codes)]
    [InlineData(SegmentLayout.Vectors)]
    [InlineData(SegmentLayout.Scales)]
    [InlineData(7)] // the part's vectors, scales and counts
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)] // the field's values and their starts, entries and their starts, positions and their starts
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public void Read_DamagedSection_OpensAndIsNoticedAtFirstRead(int section)
    {
        Flip(SectionStart(section));
        using (var snapshot = IndexSnapshot.Open(folder.Path))
            Assert.Equal(Items, snapshot.Count);
        var problem = Assert.Throws<IndexFormatException>(ReadAll);
        Assert.Contains("block 0 of section", problem.Message);
        Assert.Contains("built again", problem.Message);
    }

    [Fact]
    public void Merge_DamagedSegment_IsNotCarriedOn()
    {
        Flip(SectionStart(SegmentLayout.Vectors) + 3);
        var before = Directory.GetFiles(folder.Path);
        using (var writer = IndexWriter.Open(folder.Path))
        {
            for (var row = Items / 2; row < Items; row++)
                Assert.True(writer.Delete($"{row:D5}")); // half of it, so that the rest is rewritten
            Assert.Throws<IndexFormatException>(() => writer.Commit());
        }

        Assert.Equal(before.Order(), Directory.GetFiles(folder.Path).Order());
    }

    [Fact]
    public void Search_SegmentRemovedWhileOpen_GoesOn()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps mapped files.");
        using var snapshot = IndexSnapshot.Open(folder.Path);
        File.Delete(segment);
        Assert.Single(snapshot.SearchVectors(new float[32], 1));
        Assert.Contains("is missing", Assert.Throws<IndexFormatException>(() => IndexSnapshot.Open(folder.Path)).Message);
    }

    // Everything that readers and writers read.
    private void ReadAll()
    {
        using (var writer = IndexWriter.Open(folder.Path))
            writer.Delete("no such id");
        using var snapshot = IndexSnapshot.Open(folder.Path);
        Assert.Equal(Items, snapshot.Items().Count());
        snapshot.SearchCodes(new ulong[4], 1);
        snapshot.SearchVectors(new float[32], 1);
        snapshot.Search(new IndexQuery { Filter = Filter.Equal("sizes", "M") });
        foreach (var (id, row) in snapshot.Items())
        {
            snapshot.CopyPart("cells", id, new float[4 * 16]);
            snapshot.IdOf(row);
            snapshot.FieldOf(id, "sizes");
        }
    }

    private long SectionStart(int section)
    {
        using var file = new BinaryReader(File.OpenRead(segment));
        file.BaseStream.Position = SegmentFormat.DirectoryAt;
        file.BaseStream.Position = file.ReadInt64() + section * SegmentFormat.DirectoryEntry;
        return file.ReadInt64();
    }

    private void Flip(long at)
    {
        using var file = File.Open(segment, FileMode.Open, FileAccess.ReadWrite);
        file.Position = at;
        var value = file.ReadByte();
        file.Position = at;
        file.WriteByte((byte)(value ^ 0x10));
    }
}
