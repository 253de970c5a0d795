using Microsoft.Data.Sqlite;
using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>
/// A store, opened for reading: products, photos, category tree, split, keyword search, import report. Safe to use from several threads.
/// </summary>
/// <remarks>
/// Everything is of one state, that of the opening, also while and after another process imports: open again to see its work. What is read
/// of all products at once takes 25 bytes a product and 16 a photo, from its first use on.
/// </remarks>
/// <exception cref="CatalogueException">By any member: the database cannot be read, for instance because it is damaged.</exception>
public sealed class CatalogueStore : IDisposable
{
    private const int PageRows = 1024;

    private readonly StoreReaders readers;
    private readonly PhotoPack? pack;
    private readonly Lazy<RowTable> rows;
    private readonly Lazy<int[]> categories, mainPhotos;
    private readonly Lazy<ulong[]> photoDigests;

    private CatalogueStore(string path, StoreReaders readers, RowTable? known, string? name)
    {
        (Path, this.readers) = (path, readers);
        try
        {
            (Count, DataHash, SplitHash, RowsHash, LastImport) = readers.Read(reader => Overview(reader.Connection));
            if (name is not null)
                (DataHash, SplitHash, RowsHash) = (DataHash + name, SplitHash + name, RowsHash + name);
            Tree = readers.Read(reader => reader.Categories.Tree);
            pack = PhotoPack.OpenForReading(path);
        }
        catch
        {
            readers.Dispose();
            throw;
        }

        rows = new Lazy<RowTable>(() => known ?? readers.Read(reader => RowTable.Read(reader.Connection)));
        categories = new Lazy<int[]>(() => readers.Read(reader => Array.ConvertAll(rows.Value.Categories, reader.Categories.NumberOf)));
        mainPhotos = new Lazy<int[]>(() => [.. Enumerable.Range(0, Count).Select(PhotoOf)]);
        photoDigests = new Lazy<ulong[]>(() => readers.Read(reader => PhotoDigests.Read(reader.Connection)));
    }

    /// <summary>Opens a store.</summary>
    /// <exception cref="UsageException">The folder is missing, no store, or of another version.</exception>
    public static CatalogueStore Open(string path)
    {
        StoreSchema.Check(path);
        return new CatalogueStore(path, StoreReaders.Open(path), null, null);
    }

    /// <summary>Opens the live draft of this process as it was kept last.</summary>
    /// <param name="path">The store.</param>
    /// <param name="rows">The rows of that state.</param>
    /// <param name="name">What tells the hashes of this state from those of the state that the draft began with; null: they are the same.</param>
    internal static CatalogueStore OpenLive(string path, RowTable rows, string? name) => new(path, StoreReaders.Open(path, isLive: true), rows, name);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Number of products; rows are 0 … Count − 1.</summary>
    public int Count { get; }

    public CategoryTree Tree { get; }

    /// <summary>Hexadecimal digest of all products, photos as the shop gave them included, whatever rows they have. Empty in a new store.</summary>
    public string DataHash { get; }

    /// <summary>Hexadecimal digest of id and part of all products, whatever rows they have.</summary>
    public string SplitHash { get; }

    /// <summary>SHA-256 (hexadecimal) over the ids in row order: which product has which row, which <see cref="DataHash"/> does not say.</summary>
    public string RowsHash { get; }

    /// <summary>What the last import did; null when the products came another way.</summary>
    public ImportSummary? LastImport { get; }

    /// <summary>The category of every row. [Count]</summary>
    public IReadOnlyList<int> Categories => categories.Value;

    /// <summary>The part of every row. [Count]</summary>
    public IReadOnlyList<Part> Parts => rows.Value.Parts;

    /// <summary>All rows in ordinal order of their ids. [Count]</summary>
    public IReadOnlyList<int> RowsById => rows.Value.Order;

    /// <summary>The rows of a part in ordinal order of their ids: the same products in the same order, whatever the store went through.</summary>
    public IReadOnlyList<int> RowsOf(Part part) => [.. rows.Value.Order.Where(row => rows.Value.Parts[row] == part)];

    /// <summary>The rows of a part whose products have photos, in the same order.</summary>
    public IReadOnlyList<int> PhotographedRowsOf(Part part) => [.. RowsOf(part).Where(HasPhoto)];

    /// <summary>The product of a row.</summary>
    public Product this[int row]
    {
        get
        {
            CheckRow(row);
            return readers.Read(reader => reader.ByRow(row));
        }
    }

    /// <summary>The product with the shop's id, or null.</summary>
    public Product? Find(string id) => readers.Read(reader => reader.ById(id));

    /// <summary>All products in row order, read in pages: memory does not grow with the store.</summary>
    public IEnumerable<Product> Products() => Paged((reader, first) => reader.Page(first, PageRows));

    /// <summary>All titles in row order, read in pages; several times faster than <see cref="Products"/>, which also reads attributes.</summary>
    public IEnumerable<string> Titles() => Paged((reader, first) => reader.Titles(first, PageRows));

    /// <summary>The titles of some rows, in their order.</summary>
    public IEnumerable<string> TitlesOf(IEnumerable<int> wanted)
    {
        foreach (var page in wanted.Chunk(PageRows))
        {
            foreach (var row in page)
                CheckRow(row);
            foreach (var title in readers.Read(reader => Array.ConvertAll(page, reader.Title)))
                yield return title;
        }
    }

    /// <summary>Products whose titles hold the words, the best first: Okapi BM25 of SQLite's full-text index, ties by row.</summary>
    /// <param name="words">Any text; word order, letter case and Unicode form do not count.</param>
    /// <param name="count">At most this many.</param>
    /// <param name="isWhole">Whether a title has to hold all of the words; otherwise some.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    /// <returns>Rows with their scores, higher is better; empty where no title has the words.</returns>
    public IReadOnlyList<(int Row, double Score)> FindByTitle(string words, int count, bool isWhole = false, Func<int, bool>? filter = null)
    {
        // Each word in quotes, so that none is read as an operator of the query language.
        var query = string.Join(isWhole ? " AND " : " OR ", WordTokenizer.Words(words).Select(word => $"\"{word}\""));
        return query.Length == 0 ? [] : readers.Read(reader => reader.FindByTitle(query, count, filter));
    }

    /// <summary>Which half of the groups each row belongs to: products that share a title or a photo are in one half, and either has about as many groups.</summary>
    public bool[] ReadHalves(CancellationToken cancellation = default)
    {
        var groups = Read(connection => ProductGroups.Read(connection, Count, cancellation));
        return [.. Enumerable.Range(0, Count).Select(row => SplitRule.IsInFirstHalf(groups[row]))];
    }

    /// <summary>A number of everything that the store says of a row's product: another one once any of it has changed, the same in every store that says the same.</summary>
    public ulong DigestOf(int row)
    {
        CheckRow(row);
        return rows.Value.Digests[row];
    }

    /// <summary>What <see cref="PhotoOf"/> says of a product without a photo.</summary>
    public const int NoPhoto = -1;

    /// <summary>The number of a row's main photo: equal for equal bytes, the same after every re-import, from 0 with few gaps; <see cref="NoPhoto"/> where there is none.</summary>
    /// <remarks>What is computed from a photo alone can be kept by this number, once for all products that share the photo.</remarks>
    public int PhotoOf(int row) => PhotosOf(row) is [var main, ..] ? main : NoPhoto;

    /// <summary>The numbers of all photos of a row, the main one first.</summary>
    public ReadOnlySpan<int> PhotosOf(int row)
    {
        CheckRow(row);
        return rows.Value.Photos.AsSpan(rows.Value.FirstPhotos[row]..rows.Value.FirstPhotos[row + 1]);
    }

    /// <summary>All photos of all products, row after row, each product's main photo first.</summary>
    public IReadOnlyList<int> Photos => rows.Value.Photos;

    /// <summary>The place in <see cref="Photos"/> of a row's main photo; of a row without photos that of the next one's.</summary>
    public int FirstPhotoOf(int row) => rows.Value.FirstPhotos[row];

    /// <summary>The row whose photo stands at a place of <see cref="Photos"/>.</summary>
    public int RowOfPhoto(int place)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)place, (uint)Photos.Count);
        var (low, high) = (0, Count);
        while (low + 1 < high)
        {
            var middle = (low + high) / 2;
            (low, high) = rows.Value.FirstPhotos[middle] <= place ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The main photo of every row, <see cref="NoPhoto"/> where there is none. [Count]</summary>
    public IReadOnlyList<int> MainPhotos => mainPhotos.Value;

    /// <summary>Whether the product has a photo.</summary>
    public bool HasPhoto(int row) => PhotosOf(row).Length > 0;

    /// <summary>The first eight bytes, as a little-endian number, of the SHA-256 of a photo as the shop gave it: the same in every store that has it.</summary>
    /// <param name="photo">See <see cref="PhotoOf"/>.</param>
    /// <remarks>Takes 8 bytes a photo from its first use on.</remarks>
    public ulong PhotoDigestOf(int photo) => photoDigests.Value[photo];

    /// <summary>The main photo of a row as an image file: the shop's own bytes, or re-encoded where its shorter side was above 256 pixels.</summary>
    /// <exception cref="InvalidOperationException">The product has none.</exception>
    /// <exception cref="CatalogueException">The file of photos is missing or cut off.</exception>
    public byte[] ReadImage(int row) => PhotoOf(row) is >= 0 and var photo ? ReadPhoto(photo) : throw new InvalidOperationException($"The product of row {row} has no photo.");

    /// <summary>A photo by its number, as <see cref="ReadImage"/> gives it.</summary>
    public byte[] ReadPhoto(int photo) => (pack ?? throw PhotoPack.Missing(Path)).Read(rows.Value.PhotoOffsets[photo], rows.Value.PhotoLengths[photo]);

    /// <summary>The paths of all categories: those of <see cref="Tree"/>, then those under which the shop shows products besides.</summary>
    public IReadOnlyList<IReadOnlyList<string>> CategoryPaths =>
        [.. Enumerable.Range(0, Tree.Count).Select(Tree.Path), .. readers.Read(reader => reader.Categories.FurtherPaths)];

    /// <summary>Tells of a row whether its product's category, or a further one under which the shop shows it, is wanted.</summary>
    /// <param name="isWanted">Asked once for each path of <see cref="CategoryPaths"/> at most.</param>
    public Func<int, bool> RowsUnder(Func<IReadOnlyList<string>, bool> isWanted)
    {
        var main = new bool[Tree.Count];
        for (var category = 0; category < main.Length; category++)
            main[category] = isWanted(Tree.Path(category));
        var further = readers.Read(reader => rows.Value.FurtherCategories.Where(pair => isWanted(reader.Categories.PathOf((int)pair))).Select(pair => (int)(pair >> 32)).ToHashSet());
        return row => main[Categories[row]] || further.Contains(row);
    }

    /// <summary>The skipped rows of the last import, by line.</summary>
    public IEnumerable<BadRow> Report()
    {
        var page = new List<(long Number, BadRow Row)>();
        do
        {
            var last = page.Count > 0 ? page[^1].Number : long.MinValue;
            page = readers.Read(reader => reader.Report(last, PageRows));
            foreach (var (_, row) in page)
                yield return row;
        }
        while (page.Count == PageRows);
    }

    /// <summary>For what is read of a whole store within the assembly.</summary>
    internal T Read<T>(Func<SqliteConnection, T> read) => readers.Read(reader => read(reader.Connection));

    private IEnumerable<T> Paged<T>(Func<StoreReader, int, List<T>> read)
    {
        for (var first = 0; first < Count; first += PageRows)
        {
            foreach (var item in readers.Read(reader => read(reader, first)))
                yield return item;
        }
    }

    private static (int Count, string DataHash, string SplitHash, string RowsHash, ImportSummary? LastImport) Overview(SqliteConnection connection) => (
        StoreSchema.CountProducts(connection),
        connection.ReadMeta(MetaKeys.DataHash) ?? "",
        connection.ReadMeta(MetaKeys.SplitHash) ?? "",
        connection.ReadMeta(MetaKeys.RowsHash) ?? "",
        connection.ReadMeta(MetaKeys.LastImport) is { } json ? ImportSummary.FromJson(json) : null);

    private void CheckRow(int row)
    {
        if (row < 0 || row >= Count)
            throw new ArgumentOutOfRangeException(nameof(row), row, $"The store has rows 0 to {Count - 1}.");
    }

    public void Dispose()
    {
        readers.Dispose();
        pack?.Dispose();
    }
}
