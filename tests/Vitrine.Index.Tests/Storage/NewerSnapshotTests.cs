namespace Vitrine.Index.Tests.Storage;

/// <summary>Many readers and one writer: an answer is that of some commit, whole. Readers share what they have open.</summary>
public sealed class NewerSnapshotTests : IDisposable
{
    private const int Items = 300;
    private const int Commits = 60;
    private const int MostCommits = 5000; // where a reader hardly gets its turn
    private const int Readers = 4;

    private static readonly IndexSchema Schema = new([64]) { Fields = [new("commit", FieldKind.Number)] };

    private readonly IndexFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Newer_AfterCommits_SharesSegmentsAndShowsTheLastState()
    {
        folder.CommitFirst();
        var first = IndexSnapshot.Open(folder.Path);
        var segment = first.Segments[0].Segment;
        folder.CommitSecond();
        var second = first.Newer();
        Assert.Equal(2, second.Generation);
        Assert.Contains(second.Segments, opened => ReferenceEquals(opened.Segment, segment));
        Assert.Equal(["b", "c", "d", "e", "f"], second.Items().Select(item => item.Id).Order());
        first.Dispose();
        first.Dispose(); // once more is nothing
        Assert.Equal("grün", second.FieldOf("b", "colour")?.Text); // in the shared segment
        using var third = second.Newer();
        second.Dispose();
        Assert.Equal("grün", third.FieldOf("b", "colour")?.Text);
        Assert.Equal(["b", "c", "d", "e", "f"], third.SearchCodes([0], 10).Select(match => match.Id).Order());
    }

    /// <summary>
    /// Each commit writes its number to some items and to the properties. A reader that sees commit n must see exactly what the writer had put until then, of every item, and never
    /// an older commit than before.
    /// </summary>
    [Fact]
    public async Task Search_WhileAWriterCommits_IsThatOfOneCommit()
    {
        var states = new int[MostCommits + 1][];
        using var writer = IndexWriter.Create(folder.Path, Schema);
        writer.PendingBytesLimit = 2000; // several segments a commit, so that merges happen
        Commit(0, [.. Enumerable.Range(0, Items)]);
        var stop = false;
        var seen = new int[Readers];
        var readers = Enumerable.Range(0, Readers).Select(reader => Task.Run(() => Read(reader))).ToArray();
        var random = new Random(4);
        for (var commit = 1; commit <= Commits || (commit <= MostCommits && seen.Min() < 2 && !Array.Exists(readers, reader => reader.IsFaulted)); commit++)
            Commit(commit, [.. Enumerable.Range(0, 1 + random.Next(60)).Select(_ => random.Next(Items)).Distinct()]);
        Volatile.Write(ref stop, true);
        await Task.WhenAll(readers);
        Assert.All(seen, snapshots => Assert.InRange(snapshots, 2, int.MaxValue));

        void Commit(int commit, int[] changed)
        {
            var state = commit == 0 ? new int[Items] : (int[])states[commit - 1].Clone();
            foreach (var item in changed)
            {
                state[item] = commit;
                writer.Put(new IndexItem($"item {item:D3}") { Row = item, Code = new[] { (ulong)commit }, Fields = { ["commit"] = commit } });
            }

            writer.Properties["commit"] = $"{commit}";
            Volatile.Write(ref states[commit], state); // before it can be seen
            writer.Commit();
        }

        void Read(int reader)
        {
            var snapshot = IndexSnapshot.Open(folder.Path);
            for (var last = -1; !Volatile.Read(ref stop);)
            {
                var commit = int.Parse(snapshot.Properties["commit"]);
                Assert.InRange(commit, last, MostCommits);
                if (commit > last)
                    seen[reader]++;
                last = commit;
                var state = Volatile.Read(ref states[commit]);
                var asked = (reader + commit) % (commit + 1);
                var answer = snapshot.Search(new IndexQuery { Filter = Filter.Equal("commit", asked), Code = new ulong[] { 0 }, K = Items, Facets = [new("commit", Items)] });
                Assert.Equal(Enumerable.Range(0, Items).Where(item => state[item] == asked), answer.Hits.Select(hit => hit.Row).Order());
                Assert.Equal(state.Count(one => one == asked), answer.Total);
                var all = snapshot.Search(new IndexQuery { K = Items, Facets = [new("commit", Items)] });
                Assert.Equal(state.GroupBy(one => one).OrderBy(group => group.Key).Select(group => $"{group.Key}:{group.Count()}"), all.Facets[0].OrderBy(count => count.Value.Number).Select(count => $"{count.Value}:{count.Count}"));
                // Half of the readers share files, the others open them anew.
                var newer = reader % 2 == 0 ? snapshot.Newer() : IndexSnapshot.Open(folder.Path);
                snapshot.Dispose();
                snapshot = newer;
            }

            snapshot.Dispose();
        }
    }
}
