namespace Vitrine.Platform;

/// <summary>A folder that appears whole or not at all.</summary>
internal static class DurableFolder
{
    /// <summary>Makes a folder beside its place, under a name that begins with a dot, and puts it there; one that stands there goes.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="fill">Fills the folder that it is given; when it throws, nothing has changed.</param>
    public static void Replace(string path, Action<string> fill)
    {
        path = Path.GetFullPath(path);
        var around = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(around, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        Directory.CreateDirectory(temporary);
        try
        {
            fill(temporary);
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
            Directory.Move(temporary, path);
            DurableFile.SyncFolder(around);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>The same, with copies of files of another folder.</summary>
    /// <param name="path">Its place.</param>
    /// <param name="from">The other folder.</param>
    /// <param name="files">Files below it.</param>
    /// <param name="cancellation">Stops between files.</param>
    public static void Copy(string path, string from, IEnumerable<string> files, CancellationToken cancellation = default) => Replace(path, folder =>
    {
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            var copy = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            using var content = File.OpenRead(file);
            DurableFile.Write(copy, content.CopyTo);
        }
    });
}
