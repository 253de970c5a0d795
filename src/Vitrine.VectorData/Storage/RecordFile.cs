using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using Vitrine.Platform;

namespace Vitrine.VectorData.Storage;

/// <summary>A whole record as it is stored.</summary>
/// <param name="Data">Its data in JSON.</param>
/// <param name="Vectors">Its vectors as the program gave them; empty where they were not asked for.</param>
internal readonly record struct StoredRecord(ReadOnlyMemory<byte> Data, ReadOnlyMemory<byte> Vectors);

/// <summary>
/// The records of a collection, one behind the other: what no field of the index holds. Records are only ever added; the index says where each stands, so that a record counts when the index
/// is committed, and never in part. Form: magic "VITRREC1"; then of each record int32 bytes of data, int32 bytes of vectors, CRC-32C of both, and both; little-endian.
/// </summary>
/// <remarks>Any number of threads may read at once.</remarks>
internal sealed class RecordFile : IDisposable
{
    /// <summary>Bytes before a record's data.</summary>
    public const int HeaderBytes = 16;

    private readonly SafeFileHandle file;
    private readonly string path;

    private RecordFile(string path, SafeFileHandle file) => (this.path, this.file) = (path, file);

    /// <summary>What a file begins with.</summary>
    public static ReadOnlySpan<byte> Magic => "VITRREC1"u8;

    /// <exception cref="FileNotFoundException">It is gone.</exception>
    public static RecordFile Open(string path) =>
        new(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.RandomAccess));

    /// <summary>The header of a record.</summary>
    public static void WriteHeader(Span<byte> header, StoredRecord record)
    {
        BinaryPrimitives.WriteInt32LittleEndian(header, record.Data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], record.Vectors.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Crc32C.Of(record.Data.Span));
        BinaryPrimitives.WriteUInt32LittleEndian(header[12..], Crc32C.Of(record.Vectors.Span));
    }

    /// <summary>Reads the record at a place.</summary>
    /// <exception cref="InvalidDataException">The file is damaged there.</exception>
    public StoredRecord Read(long place, bool withVectors)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        var (data, vectors) = Lengths(place, header);
        var bytes = new byte[withVectors ? data + vectors : data];
        Fill(bytes, place + HeaderBytes);
        var record = new StoredRecord(bytes.AsMemory(0, data), bytes.AsMemory(data));
        if (Crc32C.Of(record.Data.Span) != BinaryPrimitives.ReadUInt32LittleEndian(header[8..])
            || withVectors && Crc32C.Of(record.Vectors.Span) != BinaryPrimitives.ReadUInt32LittleEndian(header[12..]))
        {
            throw Damaged(place, "does not match its checksum");
        }

        return record;
    }

    /// <summary>All bytes that the record at a place takes.</summary>
    /// <exception cref="InvalidDataException">The file is damaged there.</exception>
    public long BytesOf(long place)
    {
        var (data, vectors) = Lengths(place, stackalloc byte[HeaderBytes]);
        return (long)HeaderBytes + data + vectors;
    }

    public void Dispose() => file.Dispose();

    private (int Data, int Vectors) Lengths(long place, Span<byte> header)
    {
        Fill(header, place);
        var (data, vectors) = (BinaryPrimitives.ReadInt32LittleEndian(header), BinaryPrimitives.ReadInt32LittleEndian(header[4..]));
        return data >= 0 && vectors >= 0 && (long)data + vectors <= Math.Min(Array.MaxLength, RandomAccess.GetLength(file) - place - HeaderBytes)
            ? (data, vectors)
            : throw Damaged(place, "is longer than the file");
    }

    private void Fill(Span<byte> bytes, long place)
    {
        for (var read = 0; read < bytes.Length;)
        {
            var more = RandomAccess.Read(file, bytes[read..], place + read);
            if (more == 0)
                throw Damaged(place, "is cut off");
            read += more;
        }
    }

    private InvalidDataException Damaged(long place, string problem) => new($"{path}: the record at byte {place} {problem}; the file is damaged. Restore the collection's folder from a copy, or fill the collection again.");
}
