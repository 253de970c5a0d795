using Vitrine.Index;

namespace Vitrine.Postgres;

/// <summary>An index of a shop that was copied.</summary>
/// <param name="Name">What it is called in the shop, such as <c>hichnet-64/photo</c>.</param>
/// <param name="Report">What was done.</param>
public sealed record CopiedIndex(string Name, IndexCopyReport Report);

/// <summary>Copies all indexes of a shop between its folder and a database, where they are called <c>SHOP/NAME</c>. What is there and the same is left.</summary>
public static class ShopCopy
{
    // What was made from which product is known beside an index, for that index alone.
    private static readonly string[] KnownBeside = ["content.rows"];

    /// <summary>Copies the indexes of a shop to a database.</summary>
    /// <param name="folder">The folder of its indexes.</param>
    /// <param name="shop">What it is called in the database.</param>
    /// <param name="database">The database.</param>
    /// <param name="progress">Told the items of each index that are there.</param>
    /// <param name="cancellation">Stops; the same call goes on.</param>
    /// <exception cref="IndexFormatException">An index is damaged, or a copy differs.</exception>
    /// <exception cref="IOException">Another writer is at work, or the server does not answer.</exception>
    public static IReadOnlyList<CopiedIndex> To(string folder, string shop, PostgresIndexes database, Func<string, IProgress<int>?>? progress = null, CancellationToken cancellation = default)
    {
        var (indexes, there) = (new FolderIndexes(folder), new IndexesUnder(database, shop));
        return [.. indexes.Names.Select(name => new CopiedIndex(name, IndexCopy.Run(indexes, name, there, name, progress?.Invoke(name), cancellation: cancellation)))];
    }

    /// <summary>Copies the indexes of a shop back from a database. What its folder knew of an index that is replaced is forgotten, so that the next update makes it anew.</summary>
    /// <inheritdoc cref="To"/>
    public static IReadOnlyList<CopiedIndex> From(string folder, string shop, PostgresIndexes database, Func<string, IProgress<int>?>? progress = null, CancellationToken cancellation = default)
    {
        var (indexes, there, copied) = (new FolderIndexes(folder), new IndexesUnder(database, shop), new List<CopiedIndex>());
        foreach (var name in there.Names)
        {
            var report = IndexCopy.Run(there, name, indexes, name, progress?.Invoke(name), cancellation: cancellation);
            if (report.Copied > 0)
            {
                foreach (var known in KnownBeside)
                    File.Delete(Path.Combine(indexes.PlaceOf(name), known));
            }

            copied.Add(new CopiedIndex(name, report));
        }

        return copied;
    }
}
