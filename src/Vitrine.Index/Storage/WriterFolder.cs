using Vitrine.Platform;

namespace Vitrine.Index;

/// <summary>The folder of an index in the hands of its one writer: the lock, the names of new files, and the removal of those that nobody needs.</summary>
internal sealed class WriterFolder : IDisposable
{
    private readonly FileStream writeLock;
    private readonly Dictionary<string, long> unused = []; // since when, by the clock of Environment.TickCount64
    private HashSet<string> committed;
    private int nextNumber;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="IOException">Another writer is at work.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is read-only.</exception>
    public WriterFolder(string path)
    {
        Path = path;
        try
        {
            writeLock = new FileStream(PathOf("write.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new UnauthorizedAccessException($"The index in {path} cannot be changed: the folder is read-only for this user. ({problem.Message})", problem);
        }
        catch (IOException problem) when (problem is not (FileNotFoundException or DirectoryNotFoundException))
        {
            throw new IOException($"Another process is writing the index in {path}; wait for it to end. ({problem.Message})", problem);
        }

        committed = NamedOnDisk();
        // Numbers of files that a crash left behind are not used again, so a file is never written twice.
        nextNumber = 1 + Directory.EnumerateFiles(path, "segment-*.bin").Select(NumberOf).DefaultIfEmpty(0).Max();
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>A file of the folder.</summary>
    public string PathOf(string file) => System.IO.Path.Combine(Path, file);

    /// <summary>The name of the next segment.</summary>
    public string NextSegment() => FormattableString.Invariant($"segment-{nextNumber++:D6}.bin");

    /// <summary>How long a file is kept that no commit names any more. Readers take less to open what a manifest names, however fast commits follow each other.</summary>
    internal TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Removes files that neither this commit nor the one before names, and none has named for a while. Keeping one generation more gives a disk that lost the rename of the manifest in a power cut
    /// what the old manifest names.
    /// </summary>
    public void RemoveUnused(Manifest now)
    {
        var (named, time) = (now.FileNames(), Environment.TickCount64);
        foreach (var path in Directory.EnumerateFiles(Path))
        {
            var name = System.IO.Path.GetFileName(path);
            if (name.EndsWith(".tmp", StringComparison.Ordinal))
                TryDelete(path);
            else if (name.EndsWith(".bin", StringComparison.Ordinal) && !named.Contains(name) && !committed.Contains(name) && IsOld(name, time))
                TryDelete(path);
        }

        committed = named;
    }

    public void Dispose() => writeLock.Dispose();

    // Of the committed state in the folder, even if it is damaged or about to be replaced by a new index.
    private HashSet<string> NamedOnDisk()
    {
        try
        {
            return Manifest.Read(Path).FileNames();
        }
        catch (IndexFormatException)
        {
            return [];
        }
    }

    private bool IsOld(string name, long time)
    {
        unused.TryAdd(name, time);
        return time - unused[name] >= Grace.TotalMilliseconds;
    }

    // A snapshot on Windows keeps its files; the next commit tries again.
    private static void TryDelete(string path)
    {
        try
        {
            Disk.Current.Delete(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static int NumberOf(string path) =>
        int.TryParse(System.IO.Path.GetFileNameWithoutExtension(path)["segment-".Length..], out var number) ? number : 0;
}
