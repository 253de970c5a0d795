using Vitrine.Catalogue;
using Vitrine.Index;

namespace Vitrine.Search.Indexes;

/// <summary>Where the indexes of stores are kept: in the folder of each, or in one place for all, such as a database, that a program names at its start.</summary>
public static class StoreIndexes
{
    private static volatile IIndexes? shared;

    /// <summary>Keeps the indexes of all stores in one place, those of each under <see cref="NameOf"/>. To be said before a store is searched or indexed.</summary>
    /// <param name="place">The place; null for the folders.</param>
    public static void KeepIn(IIndexes? place) => shared = place;

    /// <summary>Whether they are in another place than the folders.</summary>
    internal static bool AreShared => shared is not null;

    /// <summary>What a store is called in a shared place: its folder, without <c>.vitrine</c>.</summary>
    public static string NameOf(string storePath) => Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(Path.GetFullPath(storePath)));

    /// <summary>The folder of the indexes of a store, and of what is known of them.</summary>
    internal static string FolderOf(CatalogueStore store) => Path.Combine(store.Path, "index");

    /// <summary>The indexes of a store.</summary>
    internal static IIndexes Of(CatalogueStore store) => shared is { } place ? new IndexesUnder(place, NameOf(store.Path)) : new FolderIndexes(FolderOf(store));
}
