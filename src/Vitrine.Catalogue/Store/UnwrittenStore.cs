using Microsoft.Data.Sqlite;
using Vitrine.Platform;

namespace Vitrine.Catalogue;

/// <summary>A store that nothing has been put in yet. Where its writer leaves it so, nothing stays of it: who could not import gets no empty store.</summary>
/// <param name="store">The folder.</param>
/// <param name="made">The folders that were made for it; null for none.</param>
internal sealed class UnwrittenStore(string store, MadeFolders? made)
{
    /// <summary>Makes the folder where it is missing.</summary>
    /// <exception cref="UsageException">The folder holds something else.</exception>
    public static UnwrittenStore Make(string store) => new(store, StoreSchema.CreateFolder(store));

    /// <summary>The store in this folder, which exists; null if something was put in it.</summary>
    public static UnwrittenStore? In(string store) => StoreSchema.IsWritten(store) ? null : new UnwrittenStore(store, null);

    /// <summary>Deletes the files of the store if still nothing is in it and no import of it is to go on. To be called by its writer.</summary>
    /// <returns>Whether it was so.</returns>
    public bool DeleteFiles()
    {
        try
        {
            if (ImportStaging.IsIn(store) || (StoreSchema.Exists(store) && StoreSchema.IsWritten(store)))
                return false;
            foreach (var file in (string[])[StoreSchema.DatabasePath(store), Path.Combine(store, StoreDraft.FileName), Path.Combine(store, PhotoPack.FileName)])
                File.Delete(file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            return false; // what ended the work is what the user has to hear of
        }
    }

    /// <summary>Deletes the folders that were made for it, as far as nothing else is in them by now.</summary>
    public void DeleteFolders() => made?.DeleteEmpty();
}
