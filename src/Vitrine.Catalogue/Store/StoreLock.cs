namespace Vitrine.Catalogue;

/// <summary>Holds a store for one writer; the operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class StoreLock : IDisposable
{
    internal const string FileName = "writer.lock";

    private readonly FileStream file;

    private StoreLock(FileStream file) => this.file = file;

    /// <summary>Takes the store in this folder, and makes it if the folder is new or empty.</summary>
    /// <exception cref="UsageException">The folder holds something else, or a store of another version.</exception>
    /// <exception cref="CatalogueException">Another process is writing the store, or the folder cannot be written.</exception>
    public static StoreLock Take(string store)
    {
        if (StoreSchema.Exists(store))
            StoreSchema.Check(store);
        else
            StoreSchema.CreateFolder(store);
        var taken = Lock(store);
        try
        {
            if (!StoreSchema.Exists(store))
                StoreFault.Guard(store, () => StoreDraft.PublishEmpty(store));
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private static StoreLock Lock(string store)
    {
        try
        {
            return new StoreLock(new FileStream(Path.Combine(store, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite,
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
