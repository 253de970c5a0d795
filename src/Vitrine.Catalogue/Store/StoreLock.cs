namespace Vitrine.Catalogue;

/// <summary>Holds a store for one writer; the operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream file;

    private StoreLock(FileStream file) => this.file = file;

    public static StoreLock Take(string store)
    {
        try
        {
            return new StoreLock(new FileStream(Path.Combine(store, "writer.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException e)
        {
            throw new CatalogueException($"'{store}' is being written by another process ({e.Message})", "Wait until that import has ended.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CatalogueException($"'{store}' cannot be written: {e.Message}", "Check the permissions of the folder.", e);
        }
    }

    public void Dispose() => file.Dispose();
}
