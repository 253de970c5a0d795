namespace Vitrine.Catalogue.Photos;

/// <summary>Where the row of each item's photo lies: 8 bytes an item, 4 a photo.</summary>
internal sealed class PhotoRowMap
{
    private const int None = -1;

    private readonly IReadOnlyList<int> photos;
    private readonly int[] slots; // by item
    private readonly List<uint> checksums = []; // by slot

    /// <summary>Looks up the photos of items.</summary>
    /// <param name="photos">The photo of each item; <see cref="CatalogueStore.NoPhoto"/> for one without.</param>
    /// <param name="keys">Those of the rows, in their order.</param>
    public PhotoRowMap(IReadOnlyList<int> photos, IEnumerable<PhotoKey> keys)
    {
        this.photos = photos;
        var last = photos.Count == 0 ? 0L : Math.Max(0, photos.Max());
        var byPhoto = new int[last + 1];
        Array.Fill(byPhoto, None);
        foreach (var key in keys)
        {
            if (key.Photo <= last)
                byPhoto[key.Photo] = checksums.Count;
            checksums.Add(key.Checksum);
        }

        slots = new int[photos.Count];
        for (var item = 0; item < slots.Length; item++)
        {
            slots[item] = photos[item] < 0 ? None : byPhoto[photos[item]];
            if (slots[item] == None && photos[item] >= 0)
                IsComplete = false;
        }
    }

    /// <summary>Items.</summary>
    public int Count => slots.Length;

    /// <summary>Whether every photo has its row.</summary>
    public bool IsComplete { get; } = true;

    /// <summary>The row, 0-based, of an item's photo.</summary>
    public int SlotOf(int item) => (uint)item < (uint)slots.Length
        ? slots[item] is not None and var slot ? slot : throw new InvalidOperationException($"Item {item} has no photo.")
        : throw new ArgumentOutOfRangeException(nameof(item), item, $"There are items 0 to {slots.Length - 1}.");

    /// <summary>Of the bytes of a row.</summary>
    public uint ChecksumOf(int slot) => checksums[slot];

    /// <summary>The photos that have no row, each once, in the order of the items.</summary>
    public int[] Missing() => [.. Enumerable.Range(0, slots.Length).Where(item => slots[item] == None && photos[item] >= 0).Select(item => photos[item]).Distinct()];
}
