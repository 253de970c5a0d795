namespace Vitrine.Platform;

/// <summary>The folders that had to be made for a path, so that whoever gives up can leave none of them behind.</summary>
internal sealed class MadeFolders
{
    private readonly IReadOnlyList<string> made; // the innermost first

    private MadeFolders(IReadOnlyList<string> made) => this.made = made;

    /// <summary>Makes a folder with all above it.</summary>
    public static MadeFolders Make(string path)
    {
        var missing = new List<string>();
        for (var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)); folder is not null && !Directory.Exists(folder); folder = Path.GetDirectoryName(folder))
            missing.Add(folder);
        Directory.CreateDirectory(path);
        return new MadeFolders(missing);
    }

    /// <summary>Deletes those that were made, as far as nothing is in them by now.</summary>
    public void DeleteEmpty()
    {
        try
        {
            foreach (var folder in made)
                Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody uses them.
        }
    }
}
