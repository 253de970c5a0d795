namespace Vitrine.Datasets.RelativeCaptions;

/// <summary>Image files below a folder by their name, with or without its ending, however the folders are nested: data sets name images and leave the layout to whoever fetched them.</summary>
internal sealed class ImageFiles
{
    private static readonly string[] Endings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".tif", ".tiff"];

    private readonly Dictionary<string, string> byName = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="Catalogue.UsageException">There is no such folder.</exception>
    public ImageFiles(string folder)
    {
        if (!Directory.Exists(folder))
            throw new Catalogue.UsageException($"There is no folder of images '{folder}'.", "Name the folder that the data set's photos were fetched to.");

        // Of two files of one name the first in ordinal order of their paths counts, so that no file system decides.
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsImage).Order(StringComparer.Ordinal))
        {
            byName.TryAdd(Path.GetFileName(file), file);
            byName.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        }
    }

    /// <summary>The file of an image, or null.</summary>
    public string? Find(string name) => byName.GetValueOrDefault(Path.GetFileName(name));

    private static bool IsImage(string file) => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);
}
