using Vitrine.Index.Tests.Storage;

namespace Vitrine.Index.Tests.Cells;

/// <summary>An index of two segments, one of them with cells, from which items were deleted.</summary>
public sealed class PartitionedIndexTests : IDisposable
{
    private const int Items = 9000;
    private const int Later = 700;
    private const int Dimensions = 64;
    private const int Queries = 60;

    private static readonly PartitionOptions Options = new() { LeastItems = 1000, Threads = 2 };

    private readonly IndexFolder folder = new();
    private readonly Clustered source = new(new Random(31), Dimensions, 200);
    private readonly float[] queries;

    public PartitionedIndexTests()
    {
        using (var writer = IndexWriter.Create(folder.Path, new IndexSchema([], Dimensions)))
        {
            writer.PendingBytesLimit = 300_000; // some segments, which are joined
            Put(writer, 0, Items);
            writer.Partition(Options);
        }

        using (var writer = IndexWriter.Open(folder.Path))
        {
            Put(writer, Items, Later);
            for (var row = 0; row < Items; row += 10)
                writer.Delete(Id(row));
            writer.Commit();
        }

        queries = source.Draw(Queries);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Partition_ManySegments_JoinsThemAndMeasures()
    {
        using var snapshot = IndexSnapshot.Open(folder.Path);
        Assert.Equal([Items, Later], snapshot.Partitions.Select(partition => partition.Items).OrderDescending());
        var parted = snapshot.Partitions.Single(partition => partition.Cells > 0);
        Assert.Equal((Items, 189, true, 200, false), (parted.Items, parted.Cells, parted.FourBits, parted.Queries, parted.AreQueriesGiven));
        Assert.Equal([10, 100], parted.Steps.Select(step => step.K).Distinct()); // a thousand of nine are no search
        Assert.All(parted.Steps, step => Assert.InRange(step.Recall, 0.1, 1));
        Assert.All(parted.Steps, step => Assert.InRange(step.Visited, 1, Items));
        Assert.InRange(parted.Steps.Where(step => step.K == 10).Max(step => step.Recall), 0.98, 1);
    }

    [Theory]
    [InlineData(0.9, 10)]
    [InlineData(0.98, 10)]
    [InlineData(0.95, 60)]
    public void SearchVectorsAtRecall_ByCells_FindsWhatWasMeasured(double recall, int k)
    {
        using var snapshot = IndexSnapshot.Open(folder.Path);
        var answers = snapshot.SearchVectorsAtRecall(queries, k, recall, null, SearchRoad.Cells, threads: 2);
        double found = 0;
        for (var q = 0; q < Queries; q++)
        {
            var query = queries.AsSpan(q * Dimensions, Dimensions);
            var exact = snapshot.SearchVectors(query, k).ToDictionary(match => match.Id);
            Assert.Equal(k, answers[q].Matches.Length);
            Assert.False(answers[q].IsExact);
            Assert.InRange(answers[q].Recall, recall, 1);
            Assert.Contains(answers[q].Roads, road => road is { Items: Later, Probes: 0, Recall: 1 });
            Assert.Contains(answers[q].Roads, road => road.Probes > 0 && road.Probes < road.Cells);
            Assert.DoesNotContain(answers[q].Matches, match => match.Row < Items && match.Row % 10 == 0);
            Assert.All(answers[q].Matches.Where(match => exact.ContainsKey(match.Id)), match => Assert.Equal(exact[match.Id], match));
            found += answers[q].Matches.Count(match => exact.ContainsKey(match.Id));
            Assert.Equal(answers[q].Matches, snapshot.SearchVectorsAtRecall(query, k, recall, null, SearchRoad.Cells).Matches);
        }

        // Other queries than those that were measured on, 600 hits: three standard errors.
        Assert.InRange(found / (Queries * k), recall - 3 * Math.Sqrt(recall * (1 - recall) / (Queries * k)) - 0.01, 1);
    }

    [Theory]
    [InlineData(2)] // every other one
    [InlineData(100)]
    public void SearchVectorsAtRecall_Filter_FindsWhatPasses(int every)
    {
        using var snapshot = IndexSnapshot.Open(folder.Path);
        var filter = RowSet.Where(Items + Later, row => row % every == 1);
        double found = 0, wanted = 0;
        for (var q = 0; q < Queries; q++)
        {
            var query = queries.AsSpan(q * Dimensions, Dimensions);
            var exact = snapshot.SearchVectors(query, 10, filter);
            var answer = snapshot.SearchVectorsAtRecall(query, 10, 0.95, filter, SearchRoad.Cells);
            Assert.All(answer.Matches, match => Assert.Equal(1, match.Row % every));
            found += answer.Matches.Intersect(exact).Count();
            wanted += exact.Length;
        }

        Assert.InRange(found / wanted, 0.93, 1);
    }

    [Fact]
    public void SearchVectorsAtRecall_ExactRoadOrMoreThanMeasured_IsTheWholeScan()
    {
        using var snapshot = IndexSnapshot.Open(folder.Path);
        var query = queries.AsSpan(0, Dimensions);
        foreach (var answer in new[]
        {
            snapshot.SearchVectorsAtRecall(query, 10, 0.5, road: SearchRoad.Exact),
            snapshot.SearchVectorsAtRecall(query, 500, 0.9),
            snapshot.SearchVectorsAtRecall(query, 500, 0.9, road: SearchRoad.Cells),
        })
        {
            Assert.True(answer.IsExact);
            Assert.Equal(1, answer.Recall);
            Assert.Equal(snapshot.SearchVectors(query, answer.Matches.Length), answer.Matches);
        }

        Assert.Equal("9,000 items: 3 of 189 cells, recall 0.900, 0.21 ms expected, whole scan 1.5 ms", new SegmentRoad(9000, 189, 3, 0.9, 0.21, 1.5).ToString());
        Assert.Equal("700 items: whole scan", new SegmentRoad(700, 0, 0, 1, 0, 0).ToString());
    }

    [Fact]
    public void SearchVectorsAtRecall_WhatMakesNoSense_IsRefused()
    {
        using var snapshot = IndexSnapshot.Open(folder.Path);
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.SearchVectorsAtRecall(queries.AsSpan(0, Dimensions), 10, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.SearchVectorsAtRecall(queries.AsSpan(0, Dimensions), 10, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => snapshot.SearchVectorsAtRecall(queries.AsSpan(0, Dimensions), -1, 0.9));
        Assert.Contains("3 dimensions; the vectors have 64", Assert.Throws<ArgumentException>(() => snapshot.SearchVectorsAtRecall([1, 2, 3], 10, 0.9)).Message);
        queries[5] = float.NaN;
        Assert.Contains("Dimension 5 of the query", Assert.Throws<ArgumentException>(() => snapshot.SearchVectorsAtRecall(queries.AsSpan(0, Dimensions), 10, 0.9, road: SearchRoad.Cells)).Message);
    }

    [Fact]
    public void Partition_WithQueries_MeasuresAnewAndKeepsTheCells()
    {
        var cells = File.ReadAllBytes(Cells);
        using (var writer = IndexWriter.Open(folder.Path))
            writer.Partition(Options with { Queries = queries });
        using var snapshot = IndexSnapshot.Open(folder.Path);
        Assert.Equal(cells, File.ReadAllBytes(Cells));
        Assert.Equal((Queries, true), snapshot.Partitions.Where(partition => partition.Cells > 0).Select(partition => (partition.Queries, partition.AreQueriesGiven)).Single());
    }

    [Fact]
    public void Open_RecallDamagedOrOfOtherCells_IsNamedOrNotUsed()
    {
        var path = Directory.GetFiles(folder.Path, "recall-*.bin").Single();
        var text = File.ReadAllText(path);
        File.WriteAllText(path, text.Replace("step 2 10", "step 1 10", StringComparison.Ordinal));
        Assert.Contains("checksum", Assert.Throws<IndexFormatException>(() => IndexSnapshot.Open(folder.Path)).Message);
        File.Delete(path);
        using (var snapshot = IndexSnapshot.Open(folder.Path))
            Assert.True(snapshot.SearchVectorsAtRecall(queries.AsSpan(0, Dimensions), 10, 0.9, road: SearchRoad.Cells).IsExact);
        new PartitionRecall(1, 200, false, 1, [new ProbeStep(1, 10, 1, 10, 0.1)]).Write(path);
        using (var snapshot = IndexSnapshot.Open(folder.Path))
            Assert.True(snapshot.SearchVectorsAtRecall(queries.AsSpan(0, Dimensions), 10, 0.9, road: SearchRoad.Cells).IsExact);
    }

    [Fact]
    public void Commit_SegmentReplaced_RemovesItsCells()
    {
        for (var commit = 0; commit < 2; commit++)
        {
            using var writer = IndexWriter.Open(folder.Path);
            writer.Grace = TimeSpan.Zero;
            for (var row = 0; row < Items; row++)
                writer.Delete(Id(row));
            writer.Commit();
            writer.Commit(); // files stay for one commit, for readers who are opening them
        }

        Assert.Empty(Directory.GetFiles(folder.Path, "cells-*"));
        Assert.Empty(Directory.GetFiles(folder.Path, "recall-*"));
    }

    [Fact]
    public void Partition_IndexWithoutVectorsOrSenselessOptions_IsRefused()
    {
        using (var writer = IndexWriter.Open(folder.Path))
        {
            Assert.Contains("0 items", Assert.Throws<ArgumentException>(() => writer.Partition(new PartitionOptions { LeastItems = 0 })).Message);
            Assert.Contains("-1 cells", Assert.Throws<ArgumentException>(() => writer.Partition(new PartitionOptions { Cells = -1 })).Message);
            Assert.Contains("no whole number of queries", Assert.Throws<ArgumentException>(() => writer.Partition(new PartitionOptions { Queries = new float[65] })).Message);
        }

        using var codes = IndexWriter.Create(folder.Path, new IndexSchema([64]));
        Assert.Contains("no vectors", Assert.Throws<InvalidOperationException>(() => codes.Partition()).Message);
    }

    private string Cells => Directory.GetFiles(folder.Path, "cells-*.bin").Single();

    private static string Id(int row) => FormattableString.Invariant($"{(uint)row * 2654435761u:x8}");

    private void Put(IndexWriter writer, int first, int count)
    {
        var vectors = source.Draw(count);
        for (var i = 0; i < count; i++)
            writer.Put(Id(first + i), first + i, [], vectors.AsSpan(i * Dimensions, Dimensions));
    }
}
