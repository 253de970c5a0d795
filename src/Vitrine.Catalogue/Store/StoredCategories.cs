using Microsoft.Data.Sqlite;

namespace Vitrine.Catalogue;

/// <summary>
/// The category tree of the products that a store has now. The database numbers each spelling of each path as it came; the tree folds letter case, Unicode form and
/// white space, holds what some product has, and is sorted. So it depends on the products alone, not on what the store went through.
/// </summary>
internal sealed class StoredCategories
{
    private readonly int[] numbers; // by the database's number; −1 for a path that is no product's main one
    private readonly string[]?[] paths; // by the database's number, in the spelling that is shown

    private StoredCategories(IReadOnlyList<(int Stored, string[] Path, int Products)> stored)
    {
        var spelling = SpellingOf(stored);
        var shown = stored.ToDictionary(category => category.Stored, category => Shown(category.Path, spelling));
        var main = stored.Where(category => category.Products > 0).Select(category => shown[category.Stored])
            .DistinctBy(path => CategoryKey.Of(path)).OrderBy(path => path, new PathOrder()).ToArray();
        Tree = new CategoryTree(main);
        var places = stored.Count == 0 ? 0 : stored.Max(category => category.Stored) + 1;
        (numbers, paths) = (new int[places], new string[]?[places]);
        Array.Fill(numbers, -1);
        foreach (var (number, path) in shown)
            (numbers[number], paths[number]) = (Tree.Find(path) ?? -1, path);
    }

    internal const char Separator = '\u001f';

    public CategoryTree Tree { get; }

    /// <summary>The tree's number of what the database numbers so.</summary>
    public int NumberOf(int stored) => numbers[stored];

    /// <summary>The path of what the database numbers so; it need not be in the tree.</summary>
    public IReadOnlyList<string> PathOf(int stored) => paths[stored] ?? throw new InvalidOperationException($"The database has no category {stored}.");

    /// <summary>The paths that are no product's main one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> FurtherPaths => [.. paths.Where((path, stored) => path is not null && numbers[stored] < 0).Select(path => path!).DistinctBy(CategoryKey.Of)];

    public static StoredCategories Read(SqliteConnection connection)
    {
        var stored = new List<(int, string[], int)>();
        using var command = connection.Prepare("SELECT category, path, products FROM category");
        using var reader = command.ExecuteReader();
        while (reader.Read())
            stored.Add((reader.GetInt32(0), StoreJson.ReadNames(reader.GetString(1)), reader.GetInt32(2)));
        return new StoredCategories(stored);
    }

    /// <summary>Deletes the categories that no product has any more; to be called when <see cref="RowTable.Write"/> has counted.</summary>
    public static void RemoveUnused(SqliteConnection connection) => connection.Execute("DELETE FROM category WHERE products < 0");

    // Of every node of the tree the spelling of its name that most products have.
    private static Dictionary<string, string> SpellingOf(IEnumerable<(int Stored, string[] Path, int Products)> stored)
    {
        var counts = new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal);
        foreach (var (_, path, products) in stored)
        {
            for (var depth = 1; depth <= path.Length; depth++)
            {
                var key = CategoryKey.Of(path.Take(depth));
                if (!counts.TryGetValue(key, out var spellings))
                    counts.Add(key, spellings = new Dictionary<string, int>(StringComparer.Ordinal));
                spellings[path[depth - 1]] = spellings.GetValueOrDefault(path[depth - 1]) + products;
            }
        }

        return counts.ToDictionary(node => node.Key, node => node.Value.OrderByDescending(spelling => spelling.Value).ThenBy(spelling => spelling.Key, StringComparer.Ordinal).First().Key, StringComparer.Ordinal);
    }

    private static string[] Shown(string[] path, Dictionary<string, string> spelling) =>
        [.. Enumerable.Range(1, path.Length).Select(depth => spelling[CategoryKey.Of(path.Take(depth))])];

    private sealed class PathOrder : IComparer<string[]>
    {
        public int Compare(string[]? a, string[]? b)
        {
            for (var i = 0; i < Math.Min(a!.Length, b!.Length); i++)
            {
                if (string.CompareOrdinal(a[i], b[i]) is not 0 and var order)
                    return order;
            }

            return a.Length.CompareTo(b.Length);
        }
    }
}
