namespace Vitrine.Catalogue;

/// <summary>Holds a store for one writer; the operating system lets go of it when the process ends, however it ends.</summary>
internal sealed class StoreLock : IDisposable
{
    internal const string FileName = "writer.lock";

    private readonly FileStream file;
    private readonly UnwrittenStore? unwritten;

    private StoreLock(FileStream file, UnwrittenStore? unwritten) => (this.file, this.unwritten) = (file, unwritten);

    /// <summary>Takes the store in this folder, and makes it if the folder is new or empty. If nothing is put in a store that was made, the folder is then as it was.</summary>
    /// <exception cref="UsageException">The folder holds something else, or a store of another version.</exception>
    /// <exception cref="CatalogueException">Another process is writing the store, or the folder cannot be written.</exception>
    public static StoreLock Take(string store)
    {
        var isThere = StoreSchema.Exists(store);
        if (isThere)
            StoreSchema.Check(store);
        var taken = Lock(store, isThere ? UnwrittenStore.In(store) : UnwrittenStore.Make(store));
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

    private static StoreLock Lock(string store, UnwrittenStore? unwritten)
    {
        try
        {
            return new StoreLock(new FileStream(Path.Combine(store, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                FileShare.None, 1, FileOptions.DeleteOnClose), unwritten);
        }
        catch (IOException e)
        {
            unwritten?.DeleteFolders();
            throw new CatalogueException($"'{store}' is being written by another process ({e.Message})", "Wait until that import has ended, or stop the server that takes writes.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new CatalogueException($"'{store}' cannot be written: {e.Message}", "Check the permissions of the folder.", e);
        }
    }

    public void Dispose()
    {
        var isTakenBack = unwritten?.DeleteFiles() == true;
        file.Dispose();
        if (isTakenBack)
            unwritten!.DeleteFolders();
    }
}
