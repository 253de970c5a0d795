using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>Photos in a folder, read in the order of the table.</summary>
internal static class FolderPhotos
{
    public static IEnumerable<PhotoFile> Read(string folder, ImportStaging staging, ImageLimits limits, CancellationToken cancellation)
    {
        foreach (var (number, name) in staging.WantedImages())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return ReadFile(number, Path.Combine(folder, name), limits.MaxBytes);
        }
    }

    private static PhotoFile ReadFile(long number, string path, long limit)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return PhotoFile.Bad(number, BadRowReason.MissingImage, $"no file '{path}'");
            return file.Length > limit
                ? PhotoFile.TooLarge(number, file.Length, limit)
                : new PhotoFile(number, File.ReadAllBytes(path), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return PhotoFile.Bad(number, BadRowReason.MissingImage, $"a file that cannot be read: {e.Message}");
        }
    }
}
