namespace Vitrine.Catalogue;

/// <summary>The photos of a folder or archive by name: what a reference of the table leads to.</summary>
internal sealed class PhotoShelf
{
    /// <summary>More files than any shop has photos. An archive of a few megabytes can claim many times that.</summary>
    private const int MaxFiles = 8_000_000;

    /// <summary>Links that lead to links.</summary>
    private const int MaxHops = 8;

    private readonly PhotoIndex index;
    private readonly List<FileStamp> stamps = [];
    private readonly Dictionary<int, string> links = [];
    private readonly Dictionary<int, string> obstacles = [];

    /// <summary>Lists a place.</summary>
    /// <param name="place">The folder or archive.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="cancellation">Looked at between two entries.</param>
    /// <exception cref="BadDataException">More than eight million entries, or a damaged archive.</exception>
    public PhotoShelf(IPhotoPlace place, string name, CancellationToken cancellation)
    {
        var paths = new FileNames();
        foreach (var file in place.List())
        {
            cancellation.ThrowIfCancellationRequested();
            if (paths.Count == MaxFiles)
                throw new BadDataException(name, null, null, $"more than {MaxFiles:N0} files", "the photos of one shop", "Leave only photos in it, or import in parts.");
            if (file.LinkTo is { } target)
                links.Add(paths.Count, target);
            if (file.Obstacle is { } obstacle)
                obstacles.Add(paths.Count, obstacle);
            paths.Add(file.Path);
            stamps.Add(file.Stamp);
        }

        index = PhotoIndex.Of(paths);
    }

    public string PathOf(int file) => index.PathOf(file);

    /// <summary>As the file was when the place was listed.</summary>
    public FileStamp StampOf(int file) => stamps[file];

    /// <summary>The files that a reference may mean, links followed; a link and what it leads to are one file.</summary>
    public PhotoMatch Find(string reference)
    {
        var match = index.Find(PhotoReference.Parse(reference));
        return links.Count == 0 ? match : match with { Files = [.. match.Files.Select(Follow).Distinct()] };
    }

    /// <summary>Why the file cannot be read; null where nothing speaks against it.</summary>
    public string? ObstacleOf(int file) => obstacles.TryGetValue(file, out var obstacle) ? obstacle
        : links.TryGetValue(file, out var target) ? $"a link to '{target}', which is not there"
        : null;

    private int Follow(int file)
    {
        for (var hop = 0; hop < MaxHops && links.TryGetValue(file, out var target) && index.At(target) is { } next; hop++)
            file = next;
        return file;
    }
}
