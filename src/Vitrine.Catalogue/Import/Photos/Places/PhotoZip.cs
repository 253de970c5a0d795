using System.Collections.ObjectModel;
using System.IO.Compression;
using System.Text;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>Photos in a zip archive. Its directory gives the names; of the members only those are unpacked that are asked for, in memory.</summary>
internal sealed class PhotoZip : IPhotoPlace
{
    /// <summary>The kind of file in Unix' mode, which stands in the upper half of a member's attributes; and that of a symbolic link.</summary>
    private const int KindOfFile = 0xF000, SymbolicLink = 0xA000;

    private readonly string path;
    private readonly FileStream file;
    private readonly ZipArchive zip;
    private readonly FileStamp stamp;
    private readonly long mostUnpacked;
    private long unpacked;

    public PhotoZip(string path)
    {
        this.path = path;
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        stamp = FileStamp.Of(file.SafeFileHandle);
        FullName = PhotoPlaces.FullName(path);
        mostUnpacked = ArchiveFault.MostUnpacked(file.Length);
        try
        {
            zip = ArchiveFault.Guard(path, 0, () => new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: false, new ZipNames()));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public string Entry => "member";

    public string FullName { get; }

    private ReadOnlyCollection<ZipArchiveEntry> Members => ArchiveFault.Guard(path, 0, () => zip.Entries);

    public IEnumerable<PlacedFile> List() => Members.Select(Place);

    public IEnumerable<ReadFile> Read(IReadOnlyList<int> files, ImageLimits limits) => files.Order().Select(number => Read(Members[number], number, limits.MaxBytes));

    public void Dispose()
    {
        zip.Dispose();
        file.Dispose();
    }

    private PlacedFile Place(ZipArchiveEntry member)
    {
        if (member.FullName.Length > PhotoPath.MaxLength || member.FullName is [.., '/' or '\\'])
            return PlacedFile.None;
        if ((member.ExternalAttributes >> 16 & KindOfFile) != SymbolicLink)
            return new PlacedFile(member.FullName, Stamp: stamp);
        var target = Read(member, 0, PhotoPath.MaxLength);
        return target.Problem is null
            ? ArchiveLink.Place(member.FullName, Encoding.UTF8.GetString(target.Bytes))
            : new PlacedFile(member.FullName, Obstacle: "a link that cannot be read");
    }

    private ReadFile Read(ZipArchiveEntry member, int number, long limit)
    {
        if (member.IsEncrypted)
            return new ReadFile(number, [], PhotoProblem.Unreadable("it is locked with a password; make the archive without one"));
        if (member.Length > limit)
            return new ReadFile(number, [], PhotoProblem.TooLarge(member.Length, limit));
        if ((unpacked += member.Length) > mostUnpacked)
        {
            throw new BadDataException(path, null, null, $"members that unpack to more than {mostUnpacked:N0} bytes, out of {file.Length:N0}", "photos, which hardly shrink",
                "If these are your photos, unpack the archive and name the folder with --images.");
        }

        try
        {
            using var content = member.Open();
            var bytes = new byte[member.Length];
            content.ReadExactly(bytes);
            return new ReadFile(number, bytes);
        }
        catch (Exception e) when (ArchiveFault.IsDamage(e))
        {
            return new ReadFile(number, [], PhotoProblem.Unreadable($"it cannot be unpacked ({e.Message})"));
        }
    }
}
