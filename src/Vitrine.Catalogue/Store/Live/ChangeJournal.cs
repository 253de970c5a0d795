using System.Buffers.Binary;
using System.Globalization;
using Vitrine.Platform;

namespace Vitrine.Catalogue;

/// <summary>
/// The changes of a store that are acknowledged and not in its database yet: <c>changes-N.log</c>, where N is the number of its first change. Written at the end only; a change is
/// durable when <see cref="Append"/> returns.
/// </summary>
/// <remarks>
/// A file begins with "VITRCHG1"; each record is its length (int32), the CRC-32C of what follows (uint32), the change's number (int64) and <see cref="ChangeRecord"/>, little-endian.
/// The database says up to which number it has them (<see cref="MetaKeys.Changes"/>). What stands behind the last whole record was never acknowledged and is cut off.
/// </remarks>
internal sealed class ChangeJournal : IDisposable
{
    private const string Pattern = "changes-*.log";
    private const int HeaderBytes = 16;

    /// <summary>More than any product with its photos; a length above it is no length.</summary>
    public const int MostRecordBytes = 256 << 20;

    private static readonly byte[] Magic = "VITRCHG1"u8.ToArray();

    private readonly string store;
    private FileStream file;

    private ChangeJournal(string store, long next)
    {
        (this.store, Next) = (store, next);
        file = Begin();
    }

    /// <summary>The number of the next change.</summary>
    public long Next { get; private set; }

    /// <summary>Whether a store has changes that its database may not have.</summary>
    public static bool IsIn(string store) => Directory.EnumerateFiles(store, Pattern).Any();

    /// <summary>Begins a new file behind what is there.</summary>
    /// <param name="store">The folder, held by its <see cref="StoreLock"/>.</param>
    /// <param name="last">The last change that <see cref="Read"/> gave, or that the database has.</param>
    public static ChangeJournal OpenBehind(string store, long last) => new(store, last + 1);

    /// <summary>The changes behind a number, in their order. To be called by who holds the store's lock.</summary>
    /// <exception cref="CatalogueException">A record in the middle is damaged, or a file is missing.</exception>
    public static IEnumerable<StoreChange> Read(string store, long after)
    {
        var expected = after + 1;
        foreach (var (path, _) in Files(store))
        {
            foreach (var (sequence, record) in Records(path))
            {
                if (sequence < expected)
                    continue;
                if (sequence > expected)
                    throw Damaged(path, $"change {sequence} follows, {expected} was expected", null);
                expected++;
                yield return Parse(path, sequence, record);
            }
        }
    }

    /// <summary>Removes the files all of whose changes are in the database.</summary>
    /// <param name="store">The folder.</param>
    /// <param name="last">The last change that the database has.</param>
    /// <param name="isWritten">Whether a journal is open, whose file is the last one and stays.</param>
    public static void RemoveThrough(string store, long last, bool isWritten)
    {
        var files = Files(store).ToArray();
        for (var i = 0; i < files.Length; i++)
        {
            // A file ends where the next begins.
            if (i + 1 < files.Length ? files[i + 1].First <= last + 1 : !isWritten)
                File.Delete(files[i].Path);
        }
    }

    /// <summary>Writes changes and waits for the disk.</summary>
    /// <returns>The number of the last.</returns>
    /// <exception cref="IOException">The disk is full or fails; none of them was taken.</exception>
    public long Append(IReadOnlyList<byte[]> records)
    {
        var (before, first) = (file.Length, Next);
        try
        {
            foreach (var record in records)
            {
                var bytes = new byte[HeaderBytes + record.Length];
                record.CopyTo(bytes, HeaderBytes);
                BinaryPrimitives.WriteInt32LittleEndian(bytes, record.Length);
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), Next++);
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Crc32C.Of(bytes.AsSpan(8)));
                file.Write(bytes);
            }

            file.Flush(flushToDisk: true);
            return Next - 1;
        }
        catch
        {
            Next = first;
            file.SetLength(before);
            file.Position = before;
            throw;
        }
    }

    /// <summary>Ends the present file, so that it can be removed once its changes are in the database, and begins another.</summary>
    /// <returns>The last change of the files that are ended.</returns>
    public long Rotate()
    {
        if (file.Length > Magic.Length)
        {
            file.Dispose();
            file = Begin();
        }

        return Next - 1;
    }

    /// <summary>Ends it; a file without a change goes.</summary>
    public void Dispose()
    {
        var isEmpty = file.Length == Magic.Length;
        file.Dispose();
        if (isEmpty)
            File.Delete(file.Name);
    }

    private FileStream Begin()
    {
        var made = new FileStream(Path.Combine(store, string.Create(CultureInfo.InvariantCulture, $"changes-{Next:D16}.log")), FileMode.Create, FileAccess.Write, FileShare.Read | FileShare.Delete, 0);
        made.Write(Magic);
        made.Flush(flushToDisk: true);
        DurableFile.SyncFolder(store);
        return made;
    }

    private static IEnumerable<(string Path, long First)> Files(string store) => Directory.EnumerateFiles(store, Pattern)
        .Select(path => (Path: path, First: long.TryParse(Path.GetFileNameWithoutExtension(path)["changes-".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : -1))
        .Where(file => file.First >= 0).OrderBy(file => file.First);

    /// <summary>The whole records of a file; none behind the first that is cut off or does not match its checksum.</summary>
    private static IEnumerable<(long Sequence, byte[] Record)> Records(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        var header = new byte[HeaderBytes];
        if (file.ReadAtLeast(header.AsSpan(0, Magic.Length), Magic.Length, throwOnEndOfStream: false) < Magic.Length)
            yield break;
        if (!header.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw Damaged(path, "it does not begin as a journal of changes does", null);
        while (file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(header);
            if (length is < 0 or > MostRecordBytes || length > file.Length - file.Position)
                yield break;
            var record = new byte[length];
            file.ReadExactly(record);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4)) != Crc32C.Of(record, Crc32C.Of(header.AsSpan(8))))
                yield break;
            yield return (BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(8)), record);
        }
    }

    private static StoreChange Parse(string path, long sequence, byte[] record)
    {
        try
        {
            return ChangeRecord.Read(sequence, record);
        }
        catch (Exception e) when (e is IOException or FormatException or System.Text.Json.JsonException)
        {
            throw Damaged(path, $"change {sequence} cannot be read: {e.Message}", e);
        }
    }

    private static CatalogueException Damaged(string path, string what, Exception? inner) =>
        new($"'{path}' is damaged: {what}.", "Restore a copy of the store. Without this file the store opens without the changes in it.", inner);
}
