using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>
/// Which products must stand on one side of a split: those of one title group, those of title groups that share a photo, and those that the shop puts into one
/// group. For each row the smallest key of its group, which <see cref="SplitRule"/> decides by.
/// </summary>
/// <remarks>32 bytes a product and about 70 a title group while it is made; titles are read in pages and not kept.</remarks>
internal sealed class ProductGroups
{
    private readonly List<GroupKey> keys = [];
    private readonly int[] groups;
    private readonly DisjointSets sets;

    private ProductGroups(SqliteConnection connection, int rowCount, CancellationToken cancellation)
    {
        var colourWords = ColourWords.From(ColourValues.Read(connection, cancellation));
        groups = new int[rowCount];
        var (photos, rowsOfPhotos) = (new List<int>(rowCount), new List<int>(rowCount));
        var (numbers, named) = (new Dictionary<GroupKey, int>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var joined = new List<(int A, int B)>();
        foreach (var (row, title, shown, name) in Products(connection, cancellation))
        {
            var key = GroupKey.Of(TitleGroup.Of(title, colourWords));
            if (numbers.TryAdd(key, keys.Count))
                keys.Add(key);
            groups[row] = numbers[key];
            foreach (var photo in shown)
            {
                photos.Add(photo);
                rowsOfPhotos.Add(row);
            }

            if (name.Length > 0 && !named.TryAdd(name, groups[row]))
                joined.Add((named[name], groups[row]));
        }

        sets = new DisjointSets(keys);
        foreach (var (a, b) in joined)
            sets.Join(a, b);
        Placeholders = new SharedPhotos(groups, [.. rowsOfPhotos], [.. photos]).Join(sets);
    }

    /// <summary>Reads colours, titles and photos of all products.</summary>
    /// <param name="connection">A store's database.</param>
    /// <param name="rowCount">Its products.</param>
    /// <param name="cancellation">Looked at now and then.</param>
    public static ProductGroups Read(SqliteConnection connection, int rowCount, CancellationToken cancellation) =>
        new(connection, rowCount, cancellation);

    /// <summary>The smallest key of the title groups that the product's group is made of.</summary>
    public GroupKey this[int row] => keys[sets.RootOf(groups[row])];

    /// <summary>Photos that too many title groups share: number of products and first row, the most shared first.</summary>
    public IReadOnlyList<(int Products, int FirstRow)> Placeholders { get; }

    private static IEnumerable<(int Row, string Title, int[] Photos, string Group)> Products(SqliteConnection connection, CancellationToken cancellation)
    {
        const int RowsBetweenLooks = 4096;
        using var command = connection.Prepare("SELECT row, title, photos, split_group FROM product ORDER BY row");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = reader.GetInt32(0);
            if (row % RowsBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();
            yield return (row, reader.GetString(1), StoreNumbers.Read(reader.GetFieldValue<byte[]>(2)), reader.GetString(3));
        }
    }
}
