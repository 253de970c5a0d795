using System.Formats.Tar;
using System.IO.Compression;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>Photos in a tar archive, plain or gzipped. It is read twice from front to back: for the names, then for the photos.</summary>
/// <remarks>Nothing is unpacked to disk, so a hostile member name has nowhere to go. Links between members are followed, as they are when the archive is unpacked.</remarks>
internal sealed class PhotoTar(string archive, bool isGzip) : IPhotoPlace
{
    /// <summary>Names and PAX headers have some hundred bytes; photos are read in pieces of this size.</summary>
    private const int MaxRequest = 1 << 20;

    public string Entry => "member";

    public string FullName => PhotoPlaces.FullName(archive);

    public IEnumerable<PlacedFile> List()
    {
        using var file = File.OpenHandle(archive);
        var stamp = FileStamp.Of(file);
        foreach (var member in Members())
            yield return Place(member, stamp);
    }

    public IEnumerable<ReadFile> Read(IReadOnlyList<int> files, ImageLimits limits)
    {
        if (files.Count == 0)
            yield break;
        var wanted = files.ToHashSet();
        var number = 0;
        foreach (var member in Members())
        {
            if (wanted.Remove(number))
            {
                var (at, photo) = (number, member);
                yield return ArchiveFault.Guard(archive, number + 1, () => Read(photo, at, limits.MaxBytes));
            }

            if (wanted.Count == 0)
                yield break;
            number++;
        }

        foreach (var gone in wanted)
            yield return new ReadFile(gone, [], PhotoProblem.Unreadable("the archive was changed while it was read"));
    }

    public void Dispose()
    {
    }

    private IEnumerable<TarEntry> Members()
    {
        using var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var content = isGzip
            ? new BoundedReadStream(new GZipStream(file, CompressionMode.Decompress), MaxRequest, ArchiveFault.MostUnpacked(file.Length))
            : new BoundedReadStream(file, MaxRequest, long.MaxValue);
        using var tar = new TarReader(content);
        for (var members = 0; ArchiveFault.Guard(archive, members, () => tar.GetNextEntry()) is { } member; members++)
            yield return member;
    }

    private static PlacedFile Place(TarEntry member, FileStamp stamp)
    {
        if (member.Name.Length > PhotoPath.MaxLength)
            return PlacedFile.None;
        return member.EntryType switch
        {
            TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile => new PlacedFile(member.Name, Stamp: stamp),
            TarEntryType.HardLink => new PlacedFile(member.Name, LinkTo: member.LinkName),
            TarEntryType.SymbolicLink => ArchiveLink.Place(member.Name, member.LinkName),
            TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes => PlacedFile.None,
            _ => new PlacedFile(member.Name, Obstacle: $"which is no file but a {member.EntryType}"),
        };
    }

    private static ReadFile Read(TarEntry member, int number, long limit)
    {
        if (member.Length > limit)
            return new ReadFile(number, [], PhotoProblem.TooLarge(member.Length, limit));
        var bytes = new byte[member.Length];
        for (var done = 0; done < bytes.Length; done += MaxRequest)
            member.DataStream!.ReadExactly(bytes.AsSpan(done, Math.Min(MaxRequest, bytes.Length - done)));
        return new ReadFile(number, bytes);
    }
}
