using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>Photos in a folder and the folders below it.</summary>
/// <remarks>A link to a file inside is that file. A link that leads out is named and not followed; links to folders are passed over, for what they lead to inside is found anyway.</remarks>
internal sealed class PhotoFolder : IPhotoPlace
{
    /// <summary>What may not be listed is as if it were not there.</summary>
    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    private FileNames? paths;

    public PhotoFolder(string folder)
    {
        var directory = new DirectoryInfo(folder);
        FullName = Path.TrimEndingDirectorySeparator((directory.ResolveLinkTarget(returnFinalTarget: true) ?? directory).FullName);
    }

    public string Entry => "file";

    public string FullName { get; }

    public IEnumerable<PlacedFile> List()
    {
        paths = new FileNames();
        var folders = new Stack<(DirectoryInfo Folder, string Path, int Depth)>([(new DirectoryInfo(FullName), "", 0)]);
        while (folders.TryPop(out var at))
        {
            foreach (var entry in at.Folder.EnumerateFileSystemInfos("*", Everything))
            {
                var path = at.Path + entry.Name;
                if (path.Length > PhotoPath.MaxLength || entry.Name[0] == '.')
                    continue;
                var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
                if (entry is FileInfo file)
                {
                    paths.Add(path);
                    yield return isLink ? Follow(file, path) : new PlacedFile(path, Stamp: FileStamp.Of(file));
                }
                else if (!isLink && at.Depth < PhotoPath.MaxNames)
                {
                    folders.Push(((DirectoryInfo)entry, path + '/', at.Depth + 1));
                }
            }
        }
    }

    public IEnumerable<ReadFile> Read(IReadOnlyList<int> files, ImageLimits limits)
    {
        foreach (var file in files)
            yield return Read(file, limits);
    }

    public void Dispose()
    {
    }

    private ReadFile Read(int number, ImageLimits limits)
    {
        try
        {
            var file = new FileInfo(Path.Combine(FullName, paths![number]));
            // A pipe or a device has no length. To open it could take for ever.
            if (file.Length == 0)
                return new ReadFile(number, []);
            return file.Length > limits.MaxBytes
                ? new ReadFile(number, [], PhotoProblem.TooLarge(file.Length, limits.MaxBytes))
                : new ReadFile(number, File.ReadAllBytes(file.FullName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ReadFile(number, [], PhotoProblem.Unreadable(e.Message));
        }
    }

    private PlacedFile Follow(FileInfo link, string path)
    {
        try
        {
            if (link.ResolveLinkTarget(returnFinalTarget: true) is { Exists: true } target)
            {
                return IsInside(target.FullName)
                    ? new PlacedFile(path, LinkTo: Path.GetRelativePath(FullName, target.FullName))
                    : new PlacedFile(path, Obstacle: "a link that leads out of the folder");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A link in a circle, or to where nobody may look.
        }

        return new PlacedFile(path, Obstacle: "a link to nothing");
    }

    /// <summary>Below the root by its path, and no folder on the way is a link that could lead out again.</summary>
    private bool IsInside(string target)
    {
        var folder = Path.GetDirectoryName(target);
        while (folder is not null && folder.Length > FullName.Length && new DirectoryInfo(folder).LinkTarget is null)
            folder = Path.GetDirectoryName(folder);
        return folder == FullName;
    }
}
