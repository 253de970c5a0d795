namespace Vitrine.Catalogue.Photos;

/// <summary>What the numbers of a store's photos stand for, as its database says: 8 bytes a photo.</summary>
internal sealed class PhotoContents
{
    private readonly ulong[] byNumber; // 0: no photo has the number

    private PhotoContents(ulong[] byNumber) => this.byNumber = byNumber;

    /// <summary>Reads the database: a pass over all photos, a second for some millions.</summary>
    public static PhotoContents Read(CatalogueStore store) => new(store.Read(PhotoDigests.Read));

    /// <summary>The content of a photo as keys have it (<see cref="PhotoKey.Content"/>).</summary>
    public ulong this[long photo] => byNumber[photo];

    /// <summary>Whether the store has another photo under the number of a key. One that it has no longer, or not yet again, is no contradiction.</summary>
    public bool Contradicts(PhotoKey key) => key.Photo < byNumber.Length && byNumber[key.Photo] is not 0 and var content && content != key.Content;
}
