namespace Vitrine.Catalogue;

/// <summary>Opens whatever holds the photos.</summary>
internal static class PhotoPlaces
{
    /// <summary>Said of --images in every message.</summary>
    public const string Kinds = "a folder, a .zip, a .tar or a .tar.gz";

    /// <summary>Other archives by their first bytes, so that they are named and not called damaged.</summary>
    private static readonly (byte[] Start, string Name)[] Others =
    [
        ([0x37, 0x7A, 0xBC, 0xAF], "7-Zip"), ([0x52, 0x61, 0x72, 0x21], "RAR"), ([0xFD, 0x37, 0x7A, 0x58], "xz"), ([0x42, 0x5A, 0x68], "bzip2"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
    ];

    /// <summary>Opens a folder or an archive, or <see cref="ImportOptions.NoImages"/>; which of them is told by the first bytes, not by the name.</summary>
    /// <exception cref="UsageException">Neither a folder nor a file, or an archive of another kind.</exception>
    /// <exception cref="BadDataException">A zip archive whose directory is damaged.</exception>
    public static IPhotoPlace Open(string images)
    {
        if (images == ImportOptions.NoImages)
            return new NoPhotos();
        if (Directory.Exists(images))
            return new PhotoFolder(images);
        if (!File.Exists(images))
            throw new UsageException($"The images '{images}' do not exist.", $"Name {Kinds} with --images.");
        var start = FirstBytes(images);
        foreach (var (other, name) in Others)
        {
            if (start.AsSpan().StartsWith(other))
                throw new UsageException($"The images '{images}' are a {name} archive.", $"Unpack it; --images takes {Kinds}.");
        }

        return start is [(byte)'P', (byte)'K', 3, 4] or [(byte)'P', (byte)'K', 5, 6]
            ? new PhotoZip(images)
            : new PhotoTar(images, isGzip: start is [0x1f, 0x8b, ..]);
    }

    /// <summary>The whole path of an archive, a link to it followed.</summary>
    public static string FullName(string archive)
    {
        var file = new FileInfo(archive);
        return (file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName;
    }

    private static byte[] FirstBytes(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[4];
        return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }
}
