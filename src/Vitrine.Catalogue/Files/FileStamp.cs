using Microsoft.Win32.SafeHandles;

namespace Vitrine.Catalogue;

/// <summary>What tells without reading a file that it is the one that it was.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Modified">When it was last written to, in ticks of UTC.</param>
internal readonly record struct FileStamp(long Length, long Modified)
{
    /// <summary>
    /// The coarsest that a file system writes times (FAT). Within this of its last change a file can change again and keep its stamp, as git says of its "racy" entries.
    /// </summary>
    private static readonly TimeSpan Granularity = TimeSpan.FromSeconds(2);

    public static FileStamp Of(FileInfo file) => new(file.Length, file.LastWriteTimeUtc.Ticks);

    public static FileStamp Of(SafeFileHandle file) => new(RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file).Ticks);

    /// <summary>Whether the file, stamped at this time or later, cannot have another content and the same stamp afterwards, unless somebody sets its time.</summary>
    public bool IsSettledAt(DateTime time) => Modified < (time - Granularity).Ticks;
}
