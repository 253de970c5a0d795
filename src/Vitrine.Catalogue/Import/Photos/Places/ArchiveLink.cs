namespace Vitrine.Catalogue;

/// <summary>A symbolic link in an archive.</summary>
internal static class ArchiveLink
{
    /// <summary>The entry of a link: its target is told from the folder that the link lies in, and has to stay inside the archive.</summary>
    public static PlacedFile Place(string name, string target)
    {
        var folder = name[..(name.LastIndexOf('/') + 1)];
        return target.Length > 0 && target[0] != '/' && PhotoPath.Names(folder + target) is { } names
            ? new PlacedFile(name, LinkTo: string.Join('/', names))
            : new PlacedFile(name, Obstacle: "a link that leads out of the archive");
    }
}
