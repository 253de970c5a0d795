namespace Vitrine.Index.Tests.Queries;

/// <summary>Facets over many items are counted together; each says what a loop says.</summary>
public sealed class JointCountsTests : IDisposable
{
    private const int Items = 13_001; // no multiple of anything

    private static readonly int[] Values = [250, 181, 97, 20, 5, 2, 700];

    private readonly string folder = Directory.CreateTempSubdirectory("vitrine-joint-").FullName;
    private readonly int[][] values = new int[Items][]; // −1 for none

    public JointCountsTests()
    {
        var random = new Random(31);
        var schema = new IndexSchema([]) { Fields = [new("share", FieldKind.Number), .. Values.Select((_, f) => new FieldForm($"f{f}", FieldKind.Number))] };
        using var writer = IndexWriter.Create(folder, schema);
        for (var item = 0; item < Items; item++)
        {
            values[item] = [.. Values.Select(count => random.Next(8) == 0 ? -1 : (int)(Math.Pow(random.NextDouble(), 2) * count))];
            var put = new IndexItem($"{(uint)item * 2654435761u:x8}") { Row = item, Fields = { ["share"] = item % 100 } };
            for (var f = 0; f < Values.Length; f++)
            {
                if (values[item][f] >= 0)
                    put.Fields[$"f{f}"] = values[item][f];
            }

            writer.Put(put);
            if (item == 200)
                writer.Commit(); // a small segment beside the large one
        }

        writer.Commit();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(34)]
    [InlineData(50)]
    [InlineData(90)]
    [InlineData(100)]
    public void Search_FacetsOverManyItems_CountAsALoopDoes(int percent)
    {
        using var snapshot = IndexSnapshot.Open(folder);
        var filter = Filter.Range("share", to: percent, includesTo: false);
        foreach (var fields in new[] { [0, 1, 2, 3, 4, 5, 6], new[] { 3 }, [1, 6], [4, 5], [0, 1, 2, 3, 4] })
        {
            var answer = snapshot.Search(new IndexQuery { Filter = filter, Facets = [.. fields.Select(f => new Facet($"f{f}", 1000))] }, TestContext.Current.CancellationToken);
            foreach (var (f, counted) in fields.Zip(answer.Facets))
            {
                var expected = Enumerable.Range(0, Items).Where(item => item % 100 < percent && values[item][f] >= 0).GroupBy(item => values[item][f]);
                Assert.Equal(expected.OrderBy(group => group.Key).Select(group => ((double)group.Key, (long)group.Count())), counted.OrderBy(count => count.Value.Number).Select(count => (count.Value.Number!.Value, count.Count)));
            }
        }
    }
}
