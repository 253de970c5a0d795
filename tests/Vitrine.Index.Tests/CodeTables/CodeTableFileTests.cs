namespace Vitrine.Index.Tests.CodeTables;

/// <summary>Tables in an index: the same answers by every road, and damage is named.</summary>
public sealed class CodeTableFileTests : IDisposable
{
    private const int Items = 1500;
    private const int Later = 200;

    private static readonly IndexSchema Schema = new([8, 24, 32]) { Fields = [new("price", FieldKind.Number)], HasGroups = true };
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-tables-").FullName;
    private readonly Random random = new(8);
    private readonly ulong[] centres = Seeded.Codes(new Random(9), 12, 64);

    public CodeTableFileTests()
    {
        using var writer = IndexWriter.Create(folder, Schema);
        for (var row = 0; row < Items; row++)
            Put(writer, row);
        for (var row = 0; row < Items; row += 9)
            writer.Delete(Id(row));
        writer.MakeCodeTables(new CodeTableOptions { LeastItems = 1 }, cancellation: Stop);
        for (var row = Items; row < Items + Later; row++)
            Put(writer, row);
        for (var row = 1; row < Items; row += 50)
            writer.Delete(Id(row));
        writer.Commit(Stop);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Search_ByEachRoad_IsTheScansAnswer()
    {
        using var snapshot = IndexSnapshot.Open(folder);
        Assert.Equal(1, snapshot.CodeTables.Count(tables => tables is not null));
        for (var trial = 0; trial < 60; trial++)
        {
            var query = new IndexQuery
            {
                Code = new[] { NextCode() },
                Radius = random.Next(2) == 0 ? null : random.Next(12),
                K = 1 + random.Next(30),
                Offset = random.Next(2) * random.Next(10),
                IsOnePerGroup = random.Next(3) == 0,
                Filter = random.Next(2) == 0 ? null : Filter.Range("price", random.Next(50)),
                Sort = random.Next(4) == 0 ? new FieldSort("price") : null,
                Facets = [new("price", 5)],
                Road = CodeRoad.Scan,
            };
            var scanned = snapshot.Search(query, Stop);
            foreach (var road in new[] { CodeRoad.Faster, CodeRoad.Branches, CodeRoad.MultiIndex })
            {
                var answer = snapshot.Search(query with { Road = road }, Stop);
                Assert.Equal(scanned.Hits, answer.Hits);
                Assert.Equal(scanned.Total, answer.Total);
                Assert.Equal(scanned.Facets[0], answer.Facets[0]);
            }
        }
    }

    [Fact]
    public void Explain_ForcedRoad_IsShown()
    {
        using var snapshot = IndexSnapshot.Open(folder);
        var query = new IndexQuery { Code = new[] { centres[0] }, Radius = 2 };
        Assert.DoesNotContain("by ", snapshot.Explain(query with { Road = CodeRoad.Scan }).ToString());
        Assert.Matches("by multi-index, .+, scan [0-9.E-]+ ms\n", snapshot.Explain(query with { Road = CodeRoad.MultiIndex }).ToString());
        var plan = snapshot.Explain(query with { Road = CodeRoad.Branches });
        Assert.Contains("by branches, ", plan.ToString());
        Assert.All(plan.Segments, segment => Assert.Equal(segment.Items, segment.Scanned + segment.Gathered + segment.Skipped));
        Assert.Equal([CodeRoad.Branches, CodeRoad.Scan], plan.Segments.Select(segment => segment.Road).Order().Reverse());
        Assert.Contains("a road of 9", Assert.Throws<ArgumentException>(() => snapshot.Explain(query with { Road = (CodeRoad)9 })).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Read_AnyByteChanged_IsNamedOrMeansNothing()
    {
        var path = Tables;
        var bytes = File.ReadAllBytes(path);
        var named = 0;
        for (var at = 0; at < bytes.Length; at += at < 200 ? 1 : 1 + bytes.Length / 200)
        {
            var changed = bytes.ToArray();
            changed[at] ^= 0x10;
            File.WriteAllBytes(path, changed);
            named += Reads() ? 0 : 1;
        }

        Assert.InRange(named, 150, int.MaxValue);
        foreach (var length in new[] { 0, 10, 63, 64, 5000, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            Assert.False(Reads(), $"cut to {length} bytes");
        }

        bool Reads()
        {
            try
            {
                using var snapshot = IndexSnapshot.Open(folder);
                foreach (var road in new[] { CodeRoad.Branches, CodeRoad.MultiIndex })
                {
                    var query = new IndexQuery { Code = new[] { centres[1] }, Radius = 9, K = 1000 };
                    Assert.Equal(snapshot.Search(query with { Road = CodeRoad.Scan }, Stop).Hits, snapshot.Search(query with { Road = road }, Stop).Hits);
                }

                return true;
            }
            catch (IndexFormatException problem)
            {
                Assert.Equal(path, problem.File);
                return false;
            }
        }
    }

    [Fact]
    public void Write_KnownCodes_GivesTheBytesOfVersion1()
    {
        var path = Path.Combine(folder, "golden.bin");
        var layout = new CodeLayout(4, 16);
        var codes = CodeSet.FromRows([.. Enumerable.Range(0, 300).Select(i => (ulong)(i % 3 | i * 37 % 65536 << 4))], layout);
        CodeTableFile.Write(path, 0x12345678, CodeTableBuilder.Build(codes, Stop), [new CodeStep(1, 10, -1, 50, 300, 0.25), new CodeStep(3, 0, 2, 50, 7.5, 0.125)]);
        var bytes = File.ReadAllBytes(path);
        Assert.Equal("VITRCOD1", System.Text.Encoding.ASCII.GetString(bytes, 0, 8));
        Assert.Equal([0x78, 0x56, 0x34, 0x12, 44, 1, 0, 0, 20, 0, 0, 0, 2, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0], bytes[8..32]);
        Assert.Equal("0a6e9ddb7ac98505", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))[..16]);
    }

    [Fact]
    public void Open_TablesOfAnotherSegment_AreRefused()
    {
        var bytes = File.ReadAllBytes(Tables);
        using (var writer = IndexWriter.Open(folder))
            writer.Compact(Stop);
        var segment = Path.GetFileName(Directory.GetFiles(folder, "segment-*.bin").Order().Last());
        File.WriteAllBytes(Path.Combine(folder, CodeTableFormat.FileOf(segment)), bytes);
        Assert.Contains("of another segment", Assert.Throws<IndexFormatException>(() => IndexSnapshot.Open(folder)).Message);
    }

    [Fact]
    public void Compact_AfterUpdates_LeavesWhatAFreshIndexHasAndNoOldTables()
    {
        string[] ids;
        using (var before = IndexSnapshot.Open(folder))
            ids = [.. before.Items().Select(item => item.Id).Order(StringComparer.Ordinal)];
        using (var writer = IndexWriter.Open(folder))
        {
            writer.Grace = TimeSpan.Zero;
            writer.Compact(Stop);
            writer.Commit(Stop);
            writer.Commit(Stop);
        }

        using var snapshot = IndexSnapshot.Open(folder);
        Assert.Single(snapshot.Segments);
        Assert.Equal(ids, snapshot.Items().Select(item => item.Id));
        Assert.Empty(Directory.GetFiles(folder, "deleted-*"));
        Assert.Empty(Directory.GetFiles(folder, "tables-*"));
        Assert.Single(Directory.GetFiles(folder, "segment-*"));
    }

    [Fact]
    public void MakeCodeTables_WithoutCodesOrSenseless_IsRefused()
    {
        using (var writer = IndexWriter.Open(folder))
        {
            Assert.Contains("from 0 items", Assert.Throws<ArgumentException>(() => writer.MakeCodeTables(new CodeTableOptions { LeastItems = 0 })).Message);
            writer.MakeCodeTables(new CodeTableOptions { LeastItems = 1, Queries = centres }, cancellation: Stop);
        }

        using var vectors = IndexWriter.Create(Path.Combine(folder, "other"), new IndexSchema([], 3));
        Assert.Contains("no codes", Assert.Throws<InvalidOperationException>(() => vectors.MakeCodeTables()).Message);
        using var codes = IndexWriter.Create(Path.Combine(folder, "codes"), new IndexSchema([70]));
        Assert.Contains("3 words", Assert.Throws<ArgumentException>(() => codes.MakeCodeTables(new CodeTableOptions { Queries = new ulong[3] })).Message);
    }

    private string Tables => Directory.GetFiles(folder, "tables-*.bin").Single();

    private static string Id(int row) => FormattableString.Invariant($"{(uint)row * 2654435761u:x8}");

    private ulong NextCode()
    {
        var code = centres[random.Next(centres.Length)];
        for (var flip = random.Next(5); flip > 0; flip--)
            code ^= 1UL << 8 + random.Next(56);
        return code;
    }

    private void Put(IndexWriter writer, int row) => writer.Put(new IndexItem(Id(row))
    {
        Row = row,
        Code = new[] { NextCode() },
        Group = row % 4 == 0 ? null : $"group {row / 3}",
        Fields = { ["price"] = random.Next(100) },
    });
}
