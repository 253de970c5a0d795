namespace Vitrine.Catalogue;

/// <summary>Finds files by references that say less, or other things, than their paths.</summary>
/// <remarks>
/// Each file stands here under its name, under its name with the folder, with two folders, and so on; the loosest form of the names counts
/// (<see cref="NameLikeness.Key"/>), as a hash of 56 bits. What is found by hash is then compared. An entry takes 12 bytes.
/// </remarks>
internal sealed class PhotoIndex
{
    /// <summary>Files of one name that are compared at most: a million products may each have a "main.jpg", and a reference that says no more is hopeless.</summary>
    private const int MostCompared = 100;

    private readonly FileNames paths;
    private readonly ulong[] keys;
    private readonly int[] files;
    private readonly int sharedFolders;

    private PhotoIndex(FileNames paths, ulong[] keys, int[] files, int sharedFolders) =>
        (this.paths, this.keys, this.files, this.sharedFolders) = (paths, keys, files, sharedFolders);

    /// <summary>The path of a file as its folder or archive has it.</summary>
    public string PathOf(int file) => paths[file];

    /// <summary>Indexes the paths; those that are no photos (<see cref="PhotoPath.NamesOfFile"/>) are left out but keep their numbers.</summary>
    public static PhotoIndex Of(FileNames paths)
    {
        var keys = new List<ulong>(paths.Count * 2);
        var files = new List<int>(paths.Count * 2);
        string[]? shared = null;
        for (var file = 0; file < paths.Count; file++)
        {
            if (PhotoPath.NamesOfFile(paths[file]) is not { } names)
                continue;
            var hash = TailHash.Start;
            for (var count = 1; count <= names.Length; count++)
            {
                hash = TailHash.Add(hash, names, count);
                keys.Add(TailHash.WithDepth(hash, names.Length));
                files.Add(file);
            }

            if (shared is not [] && PhotoEndings.HasOne(names[^1]))
                shared = shared is null ? names[..^1] : [.. shared.Zip(names[..^1]).TakeWhile(pair => pair.First == pair.Second).Select(pair => pair.First)];
        }

        var (sortedKeys, sortedFiles) = (keys.ToArray(), files.ToArray());
        Array.Sort(sortedKeys, sortedFiles);
        return new PhotoIndex(paths, sortedKeys, sortedFiles, shared?.Length ?? 0);
    }

    /// <summary>The file of exactly this path.</summary>
    public int? At(string path)
    {
        if (PhotoPath.Names(path) is not { } names)
            return null;
        foreach (var (file, found) in WithTail(names, names.Length))
        {
            if (found.AsSpan().SequenceEqual(names))
                return file;
        }

        return null;
    }

    /// <summary>The files that fit best: readings in their order, then as many folders as possible, then the closest names.</summary>
    public PhotoMatch Find(PhotoReference reference)
    {
        int? elsewhere = null;
        foreach (var names in reference.Readings)
        {
            for (var count = names.Length; count > 0; count--)
            {
                var (best, other) = Best(names, count, reference.IsForeign);
                if (best.Count > 0)
                    return new PhotoMatch(best);
                elsewhere ??= other;
            }
        }

        return new PhotoMatch([], elsewhere);
    }

    /// <summary>The closest among the files whose last names are the reference's last names.</summary>
    private (List<int> Best, int? Elsewhere) Best(string[] asked, int count, bool isForeign)
    {
        var best = new List<int>();
        int? elsewhere = null;
        var closest = Closeness.Different;
        var bestIsWhole = false;
        foreach (var (file, names) in WithTail(asked, count))
        {
            var closeness = NameLikeness.Compare(asked, names, count);
            if (closeness == Closeness.Different)
                continue;
            if (!Agree(asked.Length, names.Length, count) && !(isForeign && closeness <= Closeness.SameStem))
            {
                elsewhere ??= file;
                continue;
            }

            // A path that fits as a whole, counted from the root of the photos, is meant before one that goes on above it.
            var isWhole = names.Length == count;
            if (closeness < closest || closeness == closest && isWhole && !bestIsWhole)
            {
                best.Clear();
                (closest, bestIsWhole) = (closeness, isWhole);
            }

            if (closeness == closest && isWhole == bestIsWhole)
                best.Add(file);
        }

        return (best, elsewhere);
    }

    /// <summary>
    /// Whether the folders above the common names can be reconciled: one of the paths has none left (the photos lie deeper, or the reference begins
    /// further out), or the file has only those left that all photos share, as when an archive was made of one folder.
    /// </summary>
    private bool Agree(int asked, int file, int common) => asked == common || file - common <= sharedFolders;

    /// <summary>The files whose last names have this key; those with the shortest paths first.</summary>
    private IEnumerable<(int File, string[] Names)> WithTail(string[] names, int count)
    {
        var hash = TailHash.Start;
        for (var i = 1; i <= count; i++)
            hash = TailHash.Add(hash, names, i);
        var first = Array.BinarySearch(keys, TailHash.WithDepth(hash, 0));
        first = first < 0 ? ~first : first;
        for (var i = first; i < keys.Length && i < first + MostCompared && TailHash.IsOf(keys[i], hash); i++)
            yield return (files[i], PhotoPath.NamesOfFile(paths[files[i]])!);
    }
}
