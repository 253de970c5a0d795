using Microsoft.Extensions.VectorData;
using Vitrine.VectorData.Storage;

namespace Vitrine.VectorData.Tests.Storage;

/// <summary>What stands on the disk: after a crash, after many changes, after damage, and beside other writers.</summary>
public class StorageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Records_OpenedAnew_AreAllThere()
    {
        using var opened = new OpenedStore();
        await opened.FilledAsync();
        using var again = new IndexCollection<string, Garment>(opened.Folder, "garments");
        foreach (var expected in Garment.Four)
            Garment.AssertEqual(expected, await again.GetAsync(expected.Id, new() { IncludeVectors = true }, Cancellation), withVectors: true);
    }

    [Fact]
    public async Task Bytes_AfterTheLastCommit_CountForNothing()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        await File.AppendAllBytesAsync(RecordsOf(opened), new byte[77], Cancellation); // what a crash before the commit leaves
        await garments.UpsertAsync(new Garment { Id = "e", Look = new float[3] }, Cancellation);
        Assert.Equal(5, await garments.GetAsync(garment => true, 9, cancellationToken: Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Record_ThatIsDamaged_IsNotGivenButNamed()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        var path = RecordsOf(opened);
        var bytes = await File.ReadAllBytesAsync(path, Cancellation);
        bytes[RecordFile.Magic.Length + RecordFile.HeaderBytes + 3] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancellation);
        var problem = await Assert.ThrowsAsync<VectorStoreException>(() => garments.GetAsync("a", cancellationToken: Cancellation));
        Assert.Contains("the record at byte 8 does not match its checksum", problem.Message, StringComparison.Ordinal);
        Assert.NotNull(await garments.GetAsync("b", cancellationToken: Cancellation));
    }

    [Fact]
    public async Task File_OfReplacedRecords_IsWrittenAnewAndKeepsWhatCounts()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        var first = RecordsOf(opened);
        for (var round = 0; round < 6; round++)
            await garments.UpsertAsync(new Garment { Id = "big", Price = round, Description = new string('x', 1 << 20), Look = new float[] { round, 1, 0 } }, Cancellation);
        Assert.NotEqual(first, RecordsOf(opened));
        Assert.True(new FileInfo(RecordsOf(opened)).Length < 4 << 20);
        foreach (var expected in Garment.Four)
            Garment.AssertEqual(expected, await garments.GetAsync(expected.Id, new() { IncludeVectors = true }, Cancellation), withVectors: true);
        Assert.Equal(5, (await garments.SearchAsync(new float[] { 5, 1, 0 }, 1, new() { Filter = garment => garment.Price == 5 }, Cancellation).SingleAsync(Cancellation)).Record.Price);
    }

    [Fact]
    public async Task Readers_BesideWriters_SeeWholeCommits()
    {
        using var opened = new OpenedStore();
        var garments = await opened.MadeAsync<string, Garment>("garments");
        await garments.UpsertAsync(Round(0), Cancellation);
        using var isDone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var readers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            var seen = 0;
            do
            {
                var prices = await garments.SearchAsync(new float[] { 1, 0, 0 }, 9, cancellationToken: Cancellation).Select(hit => hit.Record.Price).ToListAsync(Cancellation);
                Assert.Equal(3, prices.Count);
                Assert.Single(prices.Distinct()); // of one commit
                Assert.True(prices[0] >= seen);
                seen = prices[0];
            }
            while (!isDone.IsCancellationRequested);
        }, Cancellation)).ToArray();

        // Two stores, as two programs would have them, take turns.
        using var other = new IndexVectorStore(opened.Folder);
        for (var round = 1; round <= 20; round++)
            await (round % 2 == 0 ? garments : other.GetCollection<string, Garment>("garments")).UpsertAsync(Round(round), Cancellation);
        await isDone.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(20, (await garments.GetAsync("a", cancellationToken: Cancellation))!.Price);
    }

    [Fact]
    public async Task Writers_AtOnce_LoseNothing()
    {
        using var opened = new OpenedStore();
        var garments = await opened.MadeAsync<string, Garment>("garments");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => garments.UpsertAsync(new Garment { Id = $"{writer}", Look = new float[3] }, Cancellation)));
        Assert.Equal(8, await garments.GetAsync(garment => true, 99, cancellationToken: Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task State_ThatIsOutdated_ClosesWhenItsLastReaderLeaves()
    {
        using var opened = new OpenedStore();
        await opened.FilledAsync();
        using var files = new CollectionFiles(CollectionPaths.Of(opened.Folder, "garments"));
        var state = files.Enter()!;
        await files.WriteAsync(writer => writer.Delete("a"), (_, _) => throw new InvalidOperationException(), Cancellation);
        using (var next = files.Enter()!)
            Assert.False(next.Snapshot.Contains("a"));
        Assert.NotEmpty(state.Read("a", withVectors: false).Data.ToArray());
        state.Dispose();
        Assert.False(state.TryEnter());
    }

    private static Garment[] Round(int round) => [.. new[] { "a", "b", "c" }.Select(id => new Garment { Id = id, Price = round, Look = new float[] { 1, 0, 0 } })];

    private static string RecordsOf(OpenedStore opened) => Directory.EnumerateFiles(Path.Combine(opened.Folder, "garments"), "records-*").Single();
}
