namespace Vitrine.Index.Tests.Laws;

/// <summary>An index beside the same items in memory: random items in several segments, changed and deleted at random.</summary>
internal sealed class Shelf : IDisposable
{
    public static readonly IndexSchema Schema = new([9, 20], 6, VectorFormat.Float32)
    {
        Fields =
        [
            new("colour", FieldKind.Keyword), new("sizes", FieldKind.Keywords), new("price", FieldKind.Number), new("added", FieldKind.Date),
            new("category", FieldKind.Path), new("serial", FieldKind.Number),
        ],
        HasGroups = true,
    };

    private static readonly string[] Colours = ["red", "green", "blue", "grün", "😀", "\ufffd", "r", "re", "red "];
    private static readonly string[] Names = ["men", "men ", "women", "shirts", "shoes", "s"];

    private readonly Random random;

    /// <param name="indexes">Where the index is made.</param>
    /// <param name="seed">Of the items.</param>
    /// <param name="commits">Commits to make.</param>
    /// <param name="items">Changes to make, over as many ids.</param>
    public Shelf(IIndexes indexes, int seed, int commits, int items)
    {
        random = new Random(seed);
        var name = $"shelf-{seed}";
        using (var writer = indexes.Create(name, Schema))
        {
            if (writer is IndexWriter embedded)
                embedded.PendingBytesLimit = 20_000; // several segments a commit
            for (var commit = 0; commit < commits; commit++)
            {
                for (var change = 0; change < items / commits; change++)
                    Change(writer, random.Next(items));
                writer.Commit();
            }
        }

        Snapshot = indexes.Open(name);
    }

    public IIndexSnapshot Snapshot { get; }

    /// <summary>The snapshot of an index in a folder.</summary>
    public IndexSnapshot Embedded => ((FolderSnapshot)Snapshot).Embedded;

    public Dictionary<string, ShelfItem> Items { get; } = [];

    public void Dispose() => Snapshot.Dispose();

    /// <summary>A filter of some depth, and what it says of an item.</summary>
    public (Filter Filter, Func<ShelfItem, bool> Passes) NextFilter(int depth)
    {
        if (depth == 0)
            return NextLeaf();
        (Filter Filter, Func<ShelfItem, bool> Passes)[] inner = [.. Enumerable.Range(0, random.Next(4)).Select(_ => NextFilter(random.Next(depth)))];
        return random.Next(3) switch
        {
            0 => (Filter.All([.. inner.Select(one => one.Filter)]), item => inner.All(one => one.Passes(item))),
            1 => (Filter.Any([.. inner.Select(one => one.Filter)]), item => inner.Any(one => one.Passes(item))),
            _ when inner.Length > 0 => (!inner[0].Filter, item => !inner[0].Passes(item)),
            _ => NextLeaf(),
        };
    }

    private (Filter Filter, Func<ShelfItem, bool> Passes) NextLeaf()
    {
        switch (random.Next(9))
        {
            case 0:
                var colour = Next(Colours);
                return (Filter.Equal("colour", colour), item => item.Colour == colour);
            case 1:
                string[] colours = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Next(Colours))];
                return (Filter.In("colour", [.. colours.Select(one => (FieldValue)one)]), item => colours.Contains(item.Colour));
            case 2:
                string[] sizes = [.. Enumerable.Range(0, random.Next(4)).Select(_ => $"{random.Next(12)}")];
                return (Filter.In("sizes", [.. sizes.Select(one => (FieldValue)one)]), item => item.Sizes.Intersect(sizes).Any());
            case 3:
                double? from = random.Next(4) == 0 ? null : random.Next(-5, 6) / 2.0;
                double? to = random.Next(4) == 0 ? null : random.Next(-5, 6) / 2.0;
                var (withFrom, withTo) = (random.Next(2) == 0, random.Next(2) == 0);
                return (Filter.Range("price", from, to, withFrom, withTo), item => item.Price is { } price
                    && (from is null || (withFrom ? price >= from : price > from)) && (to is null || (withTo ? price <= to : price < to)));
            case 4:
                var day = new DateOnly(2026, 1, 1).AddDays(random.Next(20));
                return (Filter.Range("added", day), item => item.Added >= day);
            case 5:
                var path = NextPath();
                return (Filter.Branch("category", path), item => item.Category.Length >= path.Length && item.Category.Take(path.Length).SequenceEqual(path));
            case 6:
                var node = NextPath();
                return (Filter.Equal("category", node), item => item.Category.SequenceEqual(node));
            case 7:
                int[] serials = [.. Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(2000))];
                return (Filter.In("serial", [.. serials.Select(one => (FieldValue)one)]), item => serials.Contains(item.Serial));
            default:
                return random.Next(3) switch
                {
                    0 => (Filter.Exists("sizes"), item => item.Sizes.Length > 0),
                    1 => (Filter.Exists("price"), item => item.Price is not null),
                    _ => (Filter.Exists("category"), item => item.Category.Length > 0),
                };
        }
    }

    private void Change(IIndexWriter writer, int number)
    {
        var id = $"item-{number}";
        if (random.Next(5) == 0)
        {
            Assert.Equal(Items.Remove(id), writer.Delete(id));
            return;
        }

        // Few distinct codes and vectors of whole numbers, so that ties happen all the time and scores are exact.
        Items[id] = new ShelfItem(
            id, number, (ulong)random.Next(16) * 77, [random.Next(3), random.Next(3), 1, 0, 0, 0], random.Next(3) == 0 ? null : $"group-{random.Next(30)}",
            random.Next(4) == 0 ? null : Next(Colours), [.. Enumerable.Range(0, random.Next(5)).Select(_ => $"{random.Next(12)}").Distinct().Order(StringComparer.Ordinal)],
            random.Next(4) == 0 ? null : random.Next(-5, 6) / 2.0, random.Next(4) == 0 ? null : new DateOnly(2026, 1, 1).AddDays(random.Next(20)),
            random.Next(4) == 0 ? [] : NextPath(), random.Next(2000));
        writer.Put(Items[id].ForIndex());
    }

    private string[] NextPath() => [.. Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Next(Names))];

    private string Next(string[] texts) => texts[random.Next(texts.Length)];
}
