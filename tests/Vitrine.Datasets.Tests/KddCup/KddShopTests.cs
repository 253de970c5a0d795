using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;

namespace Vitrine.Datasets.Tests.KddCup;

public sealed class KddShopTests : IDisposable
{
    private const int Dimensions = 16;

    private static readonly KddCupOptions Layout = new() { FeatureDimensions = Dimensions };

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Write_SameSeed_GivesTheSameBytesAndAnotherSeedOthers()
    {
        foreach (var (name, seed) in new[] { ("a", 1UL), ("b", 1UL), ("c", 2UL) })
            KddShop.Write(folder.File(name), new KddShopOptions(20, 3, seed) { FeatureDimensions = Dimensions });
        foreach (var file in new[] { "train.tsv", "valid.tsv", "test.tsv", "valid_answer.json", "test_answer.json", "multimodal_labels.txt" })
            Assert.Equal(Bytes("a", file), Bytes("b", file));
        Assert.NotEqual(Bytes("a", "train.tsv"), Bytes("c", "train.tsv"));
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => KddShop.Write(folder.File("kdd"), new KddShopOptions(20, 3) { FeatureDimensions = Dimensions }, null, new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(folder.File("kdd")));
    }

    [Fact]
    public void Write_AnySize_IsReadBackWithoutComplaint()
    {
        var written = KddShop.Write(folder.FullName, new KddShopOptions(50, 5) { FeatureDimensions = Dimensions });
        var files = KddCupFolder.Open(folder.FullName, Layout);
        var read = 0;
        foreach (var part in new[] { KddCupFolder.Train, KddCupFolder.Valid, KddCupFolder.Test })
        {
            using var rows = files.OpenRows(part);
            Assert.Equal(0, rows.Report.Count);
            read += rows.Count;
            if (part == KddCupFolder.Train)
                continue;
            var queries = files.Queries(part, rows);
            Assert.Equal(5, queries.Count);
            Assert.All(queries, query =>
            {
                Assert.Equal(30, query.Products.Distinct().Count());
                Assert.InRange(query.IsRelevant.Count(isRelevant => isRelevant), 3, 9);
            });
        }

        Assert.Equal(written, read);
        Assert.InRange(KddCupLabels.Read(folder.File("multimodal_labels.txt")).Count, 1, 33);
    }

    [Fact]
    public void OpenRows_RowOfAnUnknownQuery_IsReportedWithItsLine()
    {
        KddShop.Write(folder.FullName, new KddShopOptions(4, 1) { FeatureDimensions = Dimensions });
        var lines = File.ReadAllLines(folder.File("valid.tsv"));
        lines[2] = lines[2][..(lines[2].LastIndexOf('\t') + 1)] + "nobody";
        File.WriteAllText(folder.File("valid.tsv"), string.Join('\n', lines) + "\n");
        using var rows = KddCupFolder.Open(folder.FullName, Layout).OpenRows(KddCupFolder.Valid);
        Assert.Equal(29, rows.Count);
        Assert.Equal(3, Assert.Single(rows.Report.Problems).Line);
    }

    [Fact]
    public void Open_FolderOfSomethingElse_SaysWhatItNeeds() =>
        Assert.Contains("train.tsv", Assert.Throws<UsageException>(() => KddCupFolder.Open(folder.FullName)).Hint);

    public void Dispose() => folder.Dispose();

    private byte[] Bytes(string name, string file) => File.ReadAllBytes(Path.Combine(folder.File(name), file));
}
