using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;
using Vitrine.Search.Indexes;

namespace Vitrine.Search;

/// <summary>
/// What the rows of an index in a shared place were made from. Others may write there, so the index notes a hash of what is known beside it: whoever knows
/// something else knows nothing of it, and encodes anew.
/// </summary>
internal static class SharedContent
{
    private const string Key = "content";

    /// <summary>What is known of an index.</summary>
    public static GalleryContent Read(string folder, IIndexWriter writer, CatalogueStore store, ItemField field)
    {
        var content = GalleryContent.Read(folder, store, field);
        return !StoreIndexes.AreShared || (writer.Properties.TryGetValue(Key, out var noted) && noted == content.Hash) ? content : GalleryContent.Empty(store, field);
    }

    /// <summary>Notes it in the index, before its commit.</summary>
    public static void Note(GalleryContent content, IIndexWriter writer)
    {
        if (StoreIndexes.AreShared)
            writer.Properties[Key] = content.Hash;
    }
}
