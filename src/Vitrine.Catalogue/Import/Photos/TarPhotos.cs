using System.Formats.Tar;
using System.IO.Compression;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>Photos in a tar archive, plain or gzipped, read once from front to back.</summary>
/// <remarks>
/// Nothing is unpacked to disk, so a hostile member name has nowhere to go. A member belongs to the photo that the table calls by
/// its whole path or, failing that, by the end of it ("15970.jpg" finds "images/15970.jpg"); the first member to fit is taken.
/// </remarks>
internal static class TarPhotos
{
    /// <summary>Names and PAX headers have some hundred bytes; photos are read in pieces of this size.</summary>
    private const int MaxRequest = 1 << 20;

    public static IEnumerable<PhotoFile> Read(string archive, ImportStaging staging, ImageLimits limits, CancellationToken cancellation)
    {
        using var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var content = new BoundedReadStream(IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file, MaxRequest);
        using var tar = new TarReader(content);
        var taken = new HashSet<long>();
        var members = 0;
        while (Guarded(archive, members, () => tar.GetNextEntry()) is { } member)
        {
            cancellation.ThrowIfCancellationRequested();
            members++;
            if (ImagePath.Normalise(member.Name) is not { } path || Find(path, staging) is not { } number || !taken.Add(number))
                continue;
            yield return Guarded(archive, members, () => ReadMember(member, number, limits.MaxBytes));
        }

        foreach (var (number, name) in staging.WantedImages())
        {
            if (!taken.Contains(number))
                yield return PhotoFile.Bad(number, BadRowReason.MissingImage, $"no member '{name}' in {Path.GetFileName(archive)}");
        }
    }

    private static long? Find(string path, ImportStaging staging)
    {
        foreach (var name in ImagePath.WithFewerFolders(path))
        {
            if (staging.FindWanted(name) is { } number)
                return number;
        }

        return null;
    }

    private static PhotoFile ReadMember(TarEntry member, long number, long limit)
    {
        if (member.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
            return PhotoFile.Bad(number, BadRowReason.MissingImage, $"'{member.Name}', which is no file but a {member.EntryType} in the archive");
        if (member.Length > limit)
            return PhotoFile.TooLarge(number, member.Length, limit);
        var bytes = new byte[member.Length];
        for (var done = 0; done < bytes.Length; done += MaxRequest)
            member.DataStream!.ReadExactly(bytes.AsSpan(done, Math.Min(MaxRequest, bytes.Length - done)));
        return new PhotoFile(number, bytes, null);
    }

    private static bool IsGzip(FileStream file)
    {
        Span<byte> start = stackalloc byte[2];
        var gzip = file.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start is [0x1f, 0x8b];
        file.Position = 0;
        return gzip;
    }

    /// <summary>Whatever a damaged archive makes the readers throw, said with the archive's name and how far it was good.</summary>
    private static T Guarded<T>(string archive, int members, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or FormatException or OverflowException or NotSupportedException)
        {
            throw new BadDataException(archive, null, null, $"damage after member {members}: {e.Message}", "a whole .tar or .tar.gz archive",
                "Make or download the archive again, then import again.", e);
        }
    }
}
