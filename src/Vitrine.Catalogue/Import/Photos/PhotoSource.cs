using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>Where the photos are.</summary>
internal static class PhotoSource
{
    /// <summary>Reads every photo that is still wanted, once, in the order that costs least.</summary>
    /// <param name="images">A folder, a .tar or a .tar.gz.</param>
    /// <param name="staging">Knows which photos are wanted.</param>
    /// <param name="limits">A longer file is not read.</param>
    /// <param name="cancellation">Looked at between two files.</param>
    public static IEnumerable<PhotoFile> Read(string images, ImportStaging staging, ImageLimits limits, CancellationToken cancellation) =>
        Directory.Exists(images)
            ? FolderPhotos.Read(images, staging, limits, cancellation)
            : TarPhotos.Read(images, staging, limits, cancellation);

    /// <exception cref="UsageException">Neither a folder nor a file.</exception>
    public static void Check(string images)
    {
        if (!Directory.Exists(images) && !File.Exists(images))
            throw new UsageException($"The images '{images}' do not exist.", "Name a folder, a .tar or a .tar.gz with --images.");
    }
}
