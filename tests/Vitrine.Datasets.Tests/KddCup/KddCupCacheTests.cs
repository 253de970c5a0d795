using Vitrine.Catalogue;
using Vitrine.Datasets.KddCup;
using static Vitrine.Datasets.Tests.KddCup.KddCupSamples;

namespace Vitrine.Datasets.Tests.KddCup;

public sealed class KddCupCacheTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Source => folder.File("rows.tsv");

    private string Cache => folder.File("rows.cache");

    public KddCupCacheTests() => WriteSource(rows: 20);

    public void Dispose() => folder.Dispose();

    private void WriteSource(int rows)
    {
        using (var writer = new KddCupWriter(Source))
        {
            for (var seed = 0; seed < rows; seed++)
                writer.Write(Row(seed, boxes: 1 + seed % 25));
        }

        var bad = Fields();
        bad[5] = "AAAA";
        File.AppendAllText(Source, string.Join('\t', bad) + "\n");
    }

    [Fact]
    public void Read_AnyOrder_EqualsTheReader()
    {
        var report = new LineReport();
        var rows = KddCupReader.Read(Source, report, Options).ToList();
        using var cache = KddCupCache.OpenOrBuild(Source, Cache, Options);
        Assert.Equal((20, Dimensions, 20), (cache.Count, cache.FeatureDimensions, cache.MaxRegions));
        for (var row = cache.Count - 1; row >= 0; row--)
        {
            AssertSame(rows[row], cache.Read(row));
            Assert.Equal((rows[row].RegionCount, rows[row].Line), (cache.RegionCount(row), cache.Read(row).Line));
        }

        Assert.Equal(report.Problems, cache.Report.Problems);
        Assert.Equal(1, cache.Report.Count);
    }

    [Fact]
    public void ReadCaption_AnyRow_SaysWhatTheRowSays()
    {
        using var cache = KddCupCache.OpenOrBuild(Source, Cache, Options);
        for (var i = 0; i < cache.Count; i++)
        {
            var row = cache.Read(i);
            Assert.Equal(new KddCupCaption(row.ProductId, row.QueryId, row.Query, row.ClassLabels.Span[0]), cache.ReadCaption(i));
        }
    }

    [Fact]
    public void ReadFeatures_PaddedRow_IsTheFeaturesThenZeros()
    {
        using var cache = KddCupCache.OpenOrBuild(Source, Cache, Options);
        var padded = new float[20 * Dimensions];
        for (var row = 0; row < cache.Count; row++)
        {
            padded.AsSpan().Fill(9);
            var regions = cache.ReadFeatures(row, padded);
            float[] expected = [.. cache.Read(row).Features.ToArray(), .. new float[(20 - regions) * Dimensions]];
            Assert.Equal(expected, padded);
        }

        Assert.Equal(2, cache.ReadFeatures(10, padded.AsSpan(0, 2 * Dimensions)));
        Assert.Equal(cache.Read(10).Features[..(2 * Dimensions)].ToArray(), padded[..(2 * Dimensions)]);
    }

    [Fact]
    public void OpenOrBuild_SecondTime_DoesNotMakeItAgain()
    {
        using (var first = KddCupCache.OpenOrBuild(Source, Cache, Options))
            File.SetLastWriteTimeUtc(Cache, DateTime.UnixEpoch);
        using var cache = KddCupCache.OpenOrBuild(Source, Cache, Options);
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(Cache));
        Assert.Equal(1, cache.Report.Count);
    }

    [Fact]
    public void OpenOrBuild_OtherOptionsOrSource_MakesItAgain()
    {
        using (KddCupCache.OpenOrBuild(Source, Cache, Options))
        {
        }

        using (var fewer = KddCupCache.OpenOrBuild(Source, Cache, Options with { MaxRegions = 3 }))
            Assert.Equal(3, Enumerable.Range(0, fewer.Count).Max(fewer.RegionCount));
        using (var known = KddCupCache.OpenOrBuild(Source, Cache, Options with { KnownQueries = new HashSet<string> { "0", "2" } }))
            Assert.Equal((6, 15L), (known.Count, known.Report.Count));
        WriteSource(rows: 9);
        using var changed = KddCupCache.OpenOrBuild(Source, Cache, Options);
        Assert.Equal(9, changed.Count);
    }

    [Fact]
    public void OpenOrBuild_CacheCutAtAnyByte_MakesItAgain()
    {
        WriteSource(rows: 2);
        using (KddCupCache.OpenOrBuild(Source, Cache, Options))
        {
        }

        var whole = File.ReadAllBytes(Cache);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(Cache, whole[..length]);
            using var cache = KddCupCache.OpenOrBuild(Source, Cache, Options);
            Assert.Equal(2, cache.Count);
        }

        Assert.Equal(whole, File.ReadAllBytes(Cache));
    }

    [Fact]
    public void OpenOrBuild_Cancelled_LeavesTheOlderCache()
    {
        using (KddCupCache.OpenOrBuild(Source, Cache, Options))
        {
        }

        var before = File.ReadAllBytes(Cache);
        WriteSource(rows: 300);
        Assert.Throws<OperationCanceledException>(() => KddCupCache.OpenOrBuild(Source, Cache, Options, cancellation: new(canceled: true)).Dispose());
        Assert.Equal(before, File.ReadAllBytes(Cache));
        Assert.Equal(2, Directory.GetFiles(folder.FullName).Length);
    }
}
