using System.Runtime.CompilerServices;
using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>
/// The directory that <see cref="SectionWriter"/> leaves: for each section 8 bytes of offset and 8 of length, then for each section, for each block of it,
/// the CRC-32C of the block. Its own checksum stands in the file's header and has been verified.
/// </summary>
internal sealed class SectionDirectory
{
    public const int Alignment = 64;
    public const int EntryBytes = 16;

    private readonly MappedFile file;
    private readonly BlockChecks[] checks;
    private readonly (long Start, long Length)[] places;

    /// <param name="path">The file, for messages.</param>
    /// <param name="file">The file, mapped.</param>
    /// <param name="offset">Where the directory begins.</param>
    /// <param name="length">Its bytes, within the file.</param>
    /// <param name="names">Names of the sections, for messages.</param>
    /// <exception cref="IndexFormatException">The sections do not lie in the file, or checksums are missing.</exception>
    public SectionDirectory(string path, MappedFile file, long offset, long length, IReadOnlyList<string> names)
    {
        this.file = file;
        (checks, places) = (new BlockChecks[names.Count], new (long, long)[names.Count]);
        var checksumsAt = offset + names.Count * EntryBytes;
        for (var section = 0; section < names.Count; section++)
        {
            var entry = file.Slice<long>(offset + section * EntryBytes, 2);
            var (start, bytes) = places[section] = (entry[0], entry[1]);
            if (start < 0 || bytes < 0 || start > file.Length - bytes || start % Alignment != 0)
                throw new IndexFormatException(path, $"section '{names[section]}' has {bytes} bytes at {start} of a file of {file.Length}; the file was written by another program.");
            checks[section] = new BlockChecks(path, names[section], file, start, bytes, checksumsAt);
            checksumsAt += BlockChecks.CountOf(bytes) * sizeof(uint);
        }

        if (checksumsAt != offset + length)
            throw new IndexFormatException(path, $"the directory has {length} bytes, {checksumsAt - offset} were expected; the file was written by another program.");
    }

    /// <summary>Bytes of a section.</summary>
    public long LengthOf(int section) => places[section].Length;

    /// <summary>A section as numbers.</summary>
    public FileSection<T> Section<T>(int section) where T : unmanaged =>
        new(file, places[section].Start, places[section].Length / Unsafe.SizeOf<T>(), checks[section]);
}
