namespace Vitrine.Index;

/// <summary>Files that are on disk before anything refers to them.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a new file and waits until the disk has it.</summary>
    public static void WriteDurably(string path, ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Replaces a file so that a reader, or a crash at any moment, finds the old content or the new, whole.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = path + ".new";
        WriteDurably(temporary, bytes);
        File.Move(temporary, path, overwrite: true); // rename(2): atomic within a folder
    }
}
