using Vitrine.Index;
using Vitrine.Index.Tests;
using Vitrine.Postgres.Tests.Servers;

namespace Vitrine.Postgres.Tests.Copying;

/// <summary>From a folder to a database and back: the same items, whatever came between.</summary>
[Collection(PGlite.OneAtATime)]
public sealed class IndexCopyTests(PlainServer plain, PGlite pgvector) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true, VectorFormat.Float16)]
    [InlineData(true, VectorFormat.Int8)]
    [InlineData(false, VectorFormat.Float16)]
    [InlineData(false, VectorFormat.Float32)]
    public void Run_ThereAndBack_KeepsAllOfEachItem(bool hasPgvector, VectorFormat format)
    {
        using var database = new PostgresIndexes(hasPgvector ? pgvector.Require() : plain.NewPrefix());
        var (first, second, name) = (new FolderIndexes(folder.File("first")), new FolderIndexes(folder.File("second")), $"shop/{format}");
        Make(first, "fields", format, 300);
        var there = IndexCopy.Run(first, "fields", database, name, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((300, 300), (there.Items, there.Copied));
        var again = IndexCopy.Run(first, "fields", database, name, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((300, 0, there.Hash), (again.Items, again.Copied, again.Hash));
        var back = IndexCopy.Run(database, name, second, "fields", cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(300, back.Copied);
        using var before = first.Open("fields");
        using var after = second.Open("fields");
        Assert.Equal(before.Properties, after.Properties);
        Assert.Equal(before.Schema, after.Schema);
        var query = new IndexQuery { Code = new ulong[] { 9 }, Facets = [new("category"), new("sizes", CountsGroups: true)], Filter = Filter.Exists("price") };
        var (expected, found) = (before.Search(query, TestContext.Current.CancellationToken), after.Search(query, TestContext.Current.CancellationToken));
        Assert.Equal(expected.Hits, found.Hits);
        Assert.Equal(expected.Facets.Select(counts => string.Join(' ', counts)), found.Facets.Select(counts => string.Join(' ', counts)));
        if (format != VectorFormat.Int8)
            Assert.Equal(there.Hash, back.Hash);
    }

    [Fact]
    public void Run_Stopped_GoesOnBehindTheLastCommit()
    {
        using var database = new PostgresIndexes(plain.NewPrefix());
        var source = new FolderIndexes(folder.FullName);
        Make(source, "photos", VectorFormat.Float16, 250);
        using var stop = new CancellationTokenSource();
        var progress = new Stopping(stop, at: 80);
        Assert.ThrowsAny<OperationCanceledException>(() => IndexCopy.Run(source, "photos", database, "photos", progress, itemsPerCommit: 40, stop.Token));
        using (var half = database.Open("photos"))
        {
            Assert.Equal(80, half.Count);
            Assert.DoesNotContain("made by", half.Properties.Keys);
        }

        var report = IndexCopy.Run(source, "photos", database, "photos", itemsPerCommit: 40, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((250, 170), (report.Items, report.Copied));
        using var whole = database.Open("photos");
        Assert.Equal(["made by=us"], whole.Properties.Select(one => $"{one.Key}={one.Value}"));
    }

    private static void Make(FolderIndexes indexes, string name, VectorFormat format, int items)
    {
        var random = new Random(4);
        var schema = new IndexSchema([9, 20], 12, format)
        {
            Parts = [new("cells", 5, 3, VectorFormat.Int8), new("whole", 4, 1)],
            Fields = [new("colour", FieldKind.Keyword), new("sizes", FieldKind.Keywords), new("price", FieldKind.Number), new("added", FieldKind.Date), new("category", FieldKind.Path)],
            HasGroups = true,
        };
        using var writer = indexes.Create(name, schema);
        writer.Properties["made by"] = "us";
        for (var i = 0; i < items; i++)
        {
            writer.Put(new IndexItem($"item-{i}{(i % 7 == 0 ? "😀" : "")}")
            {
                Row = i,
                Code = new[] { (ulong)random.Next(1 << 29) },
                Vector = Seeded.Vectors(random, 1, 12),
                Parts = [Seeded.Vectors(random, i % 4, 5), Seeded.Vectors(random, 1, 4)],
                Group = i % 3 == 0 ? null : $"group-{i % 40}",
                Fields =
                {
                    ["colour"] = $"colour {i % 5}",
                    ["sizes"] = Enumerable.Range(0, i % 4).Select(size => $"{size}").ToArray(),
                    ["price"] = random.NextDouble() * 100,
                    ["added"] = new DateTime(639_000_000_000_000_000 + i * 12_345L, DateTimeKind.Utc),
                    ["category"] = new[] { "a", $"b{i % 6}" },
                },
            });
        }

        writer.Commit();
    }

    private sealed class Stopping(CancellationTokenSource stop, int at) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value >= at)
                stop.Cancel();
        }
    }
}
