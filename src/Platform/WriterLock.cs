namespace Vitrine.Platform;

/// <summary>Lets one process at a time write what many read; the next waits and then finds it made. The operating system lets go of it when a process ends, however it ends.</summary>
internal static class WriterLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Takes the lock, or waits for it.</summary>
    /// <param name="path">An empty file. It stays: deleting it would let two processes hold a lock on two files of one name.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    /// <exception cref="IOException">Likewise: for another reason than that somebody has it.</exception>
    public static FileStream Take(string path, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException) when (File.Exists(path))
            {
                cancellation.WaitHandle.WaitOne(Pause);
            }
        }
    }
}
