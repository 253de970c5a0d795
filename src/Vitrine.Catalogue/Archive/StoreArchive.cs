using System.Formats.Tar;
using System.Text.Json;
using Vitrine.Platform;

namespace Vitrine.Catalogue.Archive;

/// <summary>
/// A whole store (products, photos, models, indexes, rules, logs) in one file, to be kept or taken elsewhere: a tar, whose first entry says that it is one and whose last lists length and SHA-256 of
/// every file.
/// </summary>
public static class StoreArchive
{
    private const string FirstName = "vitrine-store.json", LastName = "vitrine-files.json";

    private static readonly byte[] First = """{"archive":"vitrine store","version":1}"""u8.ToArray();

    private const int MostFiles = 1_000_000, MostListBytes = 512 << 20;

    /// <summary>Whether a file is an archive of a store.</summary>
    public static bool IsOne(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var tar = new TarReader(file);
            return tar.GetNextEntry() is { EntryType: TarEntryType.RegularFile, Name: FirstName };
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return false; // whoever reads it next says what is wrong
        }
    }

    /// <summary>Writes a store to a file, which appears whole or not at all. Nobody can write the store meanwhile.</summary>
    /// <param name="store">Its folder.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="progress">Told of the bytes that are written, and of all.</param>
    /// <param name="cancellation">Stops it, and leaves nothing.</param>
    /// <returns>Files and bytes.</returns>
    /// <exception cref="UsageException">There is no store, or the file lies inside of it.</exception>
    /// <exception cref="CatalogueException">Another process is writing the store, a file changed meanwhile, or the disk is full.</exception>
    public static (int Files, long Bytes) Write(string store, string path, IProgress<(long Done, long Total)>? progress = null, CancellationToken cancellation = default)
    {
        StoreSchema.Check(store);
        var folder = Path.GetFullPath(store);
        if (Path.GetFullPath(path).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new UsageException($"'{path}' lies inside of the store that is to be written to it.", "Name a file elsewhere.");
        using var ownLock = StoreLock.Take(store);
        return Guard(path, () =>
        {
            var before = FilesOf(folder);
            var listed = new List<ArchiveFile>();
            using var file = new DurableFile(path);
            using (var tar = new TarWriter(file.Stream, TarEntryFormat.Pax, leaveOpen: true))
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, FirstName) { DataStream = new MemoryStream(First) });
                var (done, total) = (0L, before.Values.Sum(stamp => stamp.Length));
                foreach (var name in before.Keys)
                {
                    cancellation.ThrowIfCancellationRequested();
                    using var content = new HashedStream(new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 20), cancellation);
                    tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content });
                    listed.Add(new ArchiveFile(name, content.Length, content.Digest()));
                    progress?.Report((done += content.Length, total));
                }

                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, LastName) { DataStream = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(listed)) });
            }

            if (!before.SequenceEqual(FilesOf(folder)))
                throw new CatalogueException($"Files of '{store}' changed while they were written to '{path}'.", "Wait until its training or indexing has ended, and run the command again.");
            file.Commit();
            return (listed.Count, listed.Sum(one => one.Length));
        });
    }

    /// <summary>Makes a store of an archive. It appears whole, every file checked, or not at all.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="store">The new store's folder; must not exist.</param>
    /// <param name="progress">Told of the bytes that are read, and of all.</param>
    /// <param name="cancellation">Stops it, and leaves nothing.</param>
    /// <returns>Files and bytes.</returns>
    /// <exception cref="UsageException">The folder exists, or the file is no archive of a store of this version.</exception>
    /// <exception cref="BadDataException">The archive is damaged, ends early, or has names that lead elsewhere.</exception>
    /// <exception cref="CatalogueException">The disk is full or read-only.</exception>
    public static (int Files, long Bytes) Read(string path, string store, IProgress<(long Done, long Total)>? progress = null, CancellationToken cancellation = default)
    {
        if (!File.Exists(path) || !IsOne(path))
            throw new UsageException($"'{path}' is no archive of a store.", "Make one with: vitrine export STORE --of store --out FILE.tar");
        if (Path.Exists(store))
            throw new UsageException($"'{store}' exists already.", "Name a folder that does not: an archive becomes a store of its own.");
        var partial = Path.TrimEndingDirectorySeparator(Path.GetFullPath(store)) + ".partial";
        return Guard(store, () =>
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
            try
            {
                var read = Unpack(path, partial, progress, cancellation);
                StoreSchema.Check(partial);
                Directory.Move(partial, store);
                DurableFile.SyncFolder(Path.GetDirectoryName(partial)!);
                return read;
            }
            finally
            {
                if (Directory.Exists(partial))
                    Directory.Delete(partial, recursive: true);
            }
        });
    }

    private static (int Files, long Bytes) Unpack(string path, string folder, IProgress<(long Done, long Total)>? progress, CancellationToken cancellation)
    {
        var found = new Dictionary<string, ArchiveFile>(StringComparer.Ordinal);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20);
            using var tar = new TarReader(file);
            tar.GetNextEntry(); // says that it is an archive
            while (tar.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                if (entry.Name == LastName)
                    return Checked(path, found, entry);
                if (entry.EntryType != TarEntryType.RegularFile || !ArchiveFile.IsSafe(entry.Name))
                    throw Damaged(path, $"an entry '{entry.Name}', which is no file of a store");
                if (found.Count == MostFiles)
                    throw Damaged(path, $"more than {MostFiles:N0} files");
                var one = Extract(entry, Path.Combine(folder, entry.Name), cancellation);
                if (!found.TryAdd(entry.Name, one))
                    throw Damaged(path, $"'{entry.Name}' twice");
                progress?.Report((file.Position, file.Length));
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw Damaged(path, $"bytes that are no entry ({e.Message})");
        }

        throw Damaged(path, $"its end after {found.Count:N0} files");
    }

    private static ArchiveFile Extract(TarEntry entry, string place, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        using var target = new FileStream(place, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        using var content = new HashedStream(entry.DataStream ?? Stream.Null, cancellation);
        content.CopyTo(target, 1 << 20);
        target.Flush(flushToDisk: true);
        return new ArchiveFile(entry.Name, target.Length, content.Digest());
    }

    private static (int Files, long Bytes) Checked(string path, Dictionary<string, ArchiveFile> found, TarEntry list)
    {
        if (list.Length > MostListBytes)
            throw Damaged(path, $"a list of files of {list.Length:N0} bytes");
        ArchiveFile[] listed;
        try
        {
            listed = JsonSerializer.Deserialize<ArchiveFile[]>(list.DataStream ?? Stream.Null) ?? [];
        }
        catch (JsonException e)
        {
            throw Damaged(path, $"a list of files that is none ({e.Message})");
        }

        if (listed.FirstOrDefault(one => one is null || found.GetValueOrDefault(one.Name ?? "") != one) is { } wrong)
            throw Damaged(path, $"'{wrong.Name}' with another content than it had");
        return listed.Length == found.Count ? (found.Count, listed.Sum(one => one.Length)) : throw Damaged(path, $"{found.Count:N0} files, of which it lists {listed.Length:N0}");
    }

    private static BadDataException Damaged(string path, string what) => new(path, line: null, column: null, what, "an archive of a store as it was written", "Take another copy of it, or export the store again.");

    // Locks are of this machine, and what a killed process left behind is nothing.
    private static SortedDictionary<string, FileStamp> FilesOf(string folder)
    {
        var files = new SortedDictionary<string, FileStamp>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            if (!name.EndsWith(".lock", StringComparison.Ordinal) && !name.EndsWith(".tmp", StringComparison.Ordinal))
                files.Add(name, FileStamp.Of(new FileInfo(path)));
        }

        return files;
    }

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"'{path}' cannot be written: {e.Message}", "See that the disk has room and that the folder can be written.", e);
        }
    }
}
