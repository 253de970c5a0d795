namespace Vitrine.Index.Tests.Cells;

public sealed class CellSearchTests : IDisposable
{
    private const int Items = 6000;
    private const int Dimensions = 96;
    private const int Cells = 60;

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-cells-").FullName;
    private readonly Random random = new(21);
    private readonly Clustered source;
    private readonly float[] vectors;
    private readonly float[] queries;

    public CellSearchTests()
    {
        source = new Clustered(random, Dimensions, 100);
        (vectors, queries) = (source.Draw(Items), source.Draw(40));
    }

    public static IEnumerable<TheoryDataRow<SimdLevel>> Levels => Seeded.Levels;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, MemberData(nameof(Levels))]
    public void Run_EnoughProbes_FindsNearlyAllAndScoresAsTheWholeScan(SimdLevel level)
    {
        foreach (var fourBits in new[] { false, true })
        {
            var set = VectorSet.FromRows(vectors, Dimensions, VectorFormat.Float16, level);
            using var partition = Built(set, new PartitionOptions { Cells = Cells, FourBits = fourBits });
            var search = new CellSearch(partition, set, level);
            var (found, visited) = (0, 0L);
            for (var q = 0; q < 40; q++)
            {
                var query = queries.AsSpan(q * Dimensions, Dimensions);
                var (hits, effort) = search.Run(query, 10, probes: 20, accepts: null);
                var exact = set.Search(query, 10);
                var scores = new float[Items];
                set.Scores(query, scores);
                Assert.All(hits, hit => Assert.Equal(scores[hit.Row], hit.Score));
                Assert.Equal(hits.OrderByDescending(hit => hit.Score).ThenBy(hit => hit.Row), hits);
                found += hits.Count(hit => hit.Score >= exact[^1].Score);
                visited += effort.Visited;
                Assert.Equal(20, effort.Probed);
                Assert.InRange(effort.Rescored, 10, effort.Visited);
                Assert.Equal(fourBits, effort.Refined > 0);
            }

            Assert.InRange(found, 0.97 * 400, 400); // the bounds lose a few in a hundred at most, the cells that are left out no more
            Assert.InRange(visited, 40 * 10, 40 * Items * 2 / 3); // and it is no whole scan
        }
    }

    [Fact]
    public void Run_Filter_FindsOnlyWhatPassesAndGoesOnUntilItMetEnough()
    {
        var set = VectorSet.FromRows(vectors, Dimensions, VectorFormat.Float16);
        using var partition = Built(set, new PartitionOptions { Cells = Cells });
        var search = new CellSearch(partition, set, Simd.Level);
        var filter = RowSet.Where(Items, row => row % 50 == 3);
        var (found, wanted) = (0, 0);
        for (var q = 0; q < 40; q++)
        {
            var query = queries.AsSpan(q * Dimensions, Dimensions);
            var (hits, effort) = search.Run(query, 5, probes: 1, filter.Contains, least: 100);
            Assert.All(hits, hit => Assert.True(filter.Contains(hit.Row)));
            Assert.True(effort.Visited > 100 * 20, $"{effort.Visited} visited"); // one in fifty passes, in no cell much more
            var exact = set.Search(query, 5, filter);
            found += hits.Count(hit => hit.Score >= exact[^1].Score);
            wanted += exact.Length;
        }

        Assert.InRange(found, 0.97 * wanted, wanted);
    }

    [Fact]
    public void Run_NothingPasses_EndsWithoutHits()
    {
        var set = VectorSet.FromRows(vectors, Dimensions);
        using var partition = Built(set, new PartitionOptions { Cells = Cells });
        var (hits, effort) = new CellSearch(partition, set, Simd.Level).Run(queries.AsSpan(0, Dimensions), 5, 3, _ => false, least: 10);
        Assert.Empty(hits);
        Assert.Equal(Cells, effort.Probed);
        Assert.Empty(new CellSearch(partition, set, Simd.Level).Run(queries.AsSpan(0, Dimensions), 0, 3, null).Hits);
    }

    [Fact]
    public void Build_EqualVectors_PutsEveryItemIntoACell()
    {
        // More cells than different vectors; vectors that are their centroid; a vector of zeros.
        var set = VectorSet.FromRows([.. Enumerable.Range(0, 200).SelectMany(row => new float[] { row % 4, 0, row % 4 / 2 })], 3, VectorFormat.Int8);
        using var partition = Built(set, new PartitionOptions { Cells = 16 });
        var (hits, _) = new CellSearch(partition, set, Simd.Level).Run([1, 0, 0], 200, 16, null);
        Assert.Equal(set.Search([1, 0, 0], 200), hits);
    }

    [Fact]
    public void Build_AnyNumberOfThreads_WritesTheSameBytes()
    {
        var set = VectorSet.FromRows(vectors, Dimensions);
        Built(set, new PartitionOptions { Cells = Cells, Threads = 1 }).Dispose();
        var first = File.ReadAllBytes(Path);
        Built(set, new PartitionOptions { Cells = Cells, Threads = 3 }).Dispose();
        Assert.Equal(first, File.ReadAllBytes(Path));
    }

    [Fact]
    public void Build_Cancelled_LeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        var set = VectorSet.FromRows(vectors, Dimensions);
        Assert.ThrowsAny<OperationCanceledException>(() => PartitionBuilder.Build(Path, set, 7, new PartitionOptions { Cells = Cells }, _ => stop.Cancel(), stop.Token));
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public void Open_OtherSegmentOrDamage_IsNamed()
    {
        var set = VectorSet.FromRows(vectors, Dimensions);
        Built(set, new PartitionOptions { Cells = Cells }).Dispose();
        Assert.Contains("another segment", Assert.Throws<IndexFormatException>(() => CellPartition.Open(Path, 8, Items, Dimensions)).Message);
        Assert.Contains("another segment", Assert.Throws<IndexFormatException>(() => CellPartition.Open(Path, 7, Items + 1, Dimensions)).Message);
        var bytes = File.ReadAllBytes(Path);
        for (var trial = 0; trial < 60; trial++)
        {
            var (damaged, at) = (bytes.ToArray(), trial < 20 ? trial * 3 : random.Next(bytes.Length));
            damaged[at] ^= 0x20;
            File.WriteAllBytes(Path, damaged);
            try
            {
                using var partition = CellPartition.Open(Path, 7, Items, Dimensions);
                var hits = new CellSearch(partition, set, Simd.Level).Run(queries.AsSpan(0, Dimensions), 10, Cells, null).Hits;
                // Only padding and codes of four bits that this query did not ask for were passed over.
                Assert.Equal(10, hits.Length);
            }
            catch (IndexFormatException problem)
            {
                Assert.Equal(Path, problem.File);
            }
        }

        foreach (var length in new[] { 0, 100, 128, bytes.Length - 1 })
        {
            File.WriteAllBytes(Path, bytes[..length]);
            Assert.Throws<IndexFormatException>(() => CellPartition.Open(Path, 7, Items, Dimensions));
        }
    }

    private string Path => System.IO.Path.Combine(folder, "cells.bin");

    private CellPartition Built(VectorSet set, PartitionOptions options)
    {
        PartitionBuilder.Build(Path, set, 7, options, _ => { }, CancellationToken.None);
        return CellPartition.Open(Path, 7, set.Count, set.Dimensions);
    }
}
