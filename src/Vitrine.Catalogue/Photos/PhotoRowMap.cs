namespace Vitrine.Catalogue.Photos;

/// <summary>Where the row of each product's photo lies: 8 bytes a product, 4 a photo.</summary>
internal sealed class PhotoRowMap
{
    private const int None = -1;

    private readonly int[] slots; // by row of the store
    private readonly List<uint> checksums = []; // by slot

    /// <summary>Looks up the photos of a store's products.</summary>
    /// <param name="store">The store.</param>
    /// <param name="keys">Those of the rows, in their order.</param>
    public PhotoRowMap(CatalogueStore store, IEnumerable<PhotoKey> keys)
    {
        var last = 0L;
        for (var row = 0; row < store.Count; row++)
            last = Math.Max(last, store.PhotoOf(row));
        var byPhoto = new int[last + 1];
        Array.Fill(byPhoto, None);
        foreach (var key in keys)
        {
            if (key.Photo <= last)
                byPhoto[key.Photo] = checksums.Count;
            checksums.Add(key.Checksum);
        }

        slots = new int[store.Count];
        for (var row = 0; row < slots.Length; row++)
        {
            slots[row] = byPhoto[store.PhotoOf(row)];
            if (slots[row] == None)
                IsComplete = false;
        }
    }

    /// <summary>Products.</summary>
    public int Count => slots.Length;

    /// <summary>Whether every product's photo has its row.</summary>
    public bool IsComplete { get; } = true;

    /// <summary>The row, 0-based, of a product's photo.</summary>
    public int SlotOf(int row) => (uint)row < (uint)slots.Length
        ? slots[row]
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"There are rows 0 to {slots.Length - 1}.");

    /// <summary>Of the bytes of a row.</summary>
    public uint ChecksumOf(int slot) => checksums[slot];

    /// <summary>One product for each photo that has no row, by row: the first product that shows it.</summary>
    public int[] FirstRowsOfMissing(CatalogueStore store)
    {
        var seen = new HashSet<long>();
        return [.. Enumerable.Range(0, slots.Length).Where(row => slots[row] == None && seen.Add(store.PhotoOf(row)))];
    }
}
