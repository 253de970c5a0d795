namespace Vitrine.Catalogue.Images;

/// <summary>The one size that the photos of a store are stretched to: their median proportions, so that most keep their shape, at a given area.</summary>
public static class PhotoProportions
{
    /// <summary>Headers that are read, evenly spread over the store: the median then lies within about 2 % of the photos of the exact one.</summary>
    private const int Sampled = 1000;

    /// <summary>Width to height at most, and height to width: a shop of ribbons is no reason for a picture of a few columns.</summary>
    private const double Steepest = 3;

    /// <summary>Sides are multiples of this many pixels, so that nearly equal shops get equal sizes.</summary>
    private const int Step = 4;

    /// <summary>The size for the photos of a store.</summary>
    /// <param name="store">Not empty.</param>
    /// <param name="area">Pixels wanted, at least 16; rounding the sides moves it a little.</param>
    /// <exception cref="UsageException">The store is empty.</exception>
    /// <exception cref="BadDataException">The header of a photo cannot be read.</exception>
    public static (int Width, int Height) SizeOf(CatalogueStore store, int area)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (store.Count == 0)
            throw new UsageException($"The store {store.Path} has no products.", "Import a catalogue into it first.");
        // By id, so that the same products have the same size whatever rows they got.
        int[] photos = [.. store.RowsById.Select(store.PhotoOf).Where(photo => photo != CatalogueStore.NoPhoto)];
        if (photos.Length == 0)
            throw new UsageException($"No product of the store {store.Path} has a photo.", "Import the catalogue with its photos.");
        var count = Math.Min(Sampled, photos.Length);
        int[] sample = [.. Enumerable.Range(0, count).Select(i => photos[(int)((long)i * photos.Length / count)])];
        var aspects = new double[count];
        PhotoSweep.Run(store, sample, (i, file) =>
        {
            var header = ImageHeader.Read(file);
            aspects[i] = (double)header.Width / header.Height;
        }, CancellationToken.None);
        Array.Sort(aspects);
        return SizeOf(aspects[(count - 1) / 2], area);
    }

    /// <summary>The size for photos of some proportions.</summary>
    /// <param name="aspect">Width to height; beyond 1:3 and 3:1 those are taken.</param>
    /// <param name="area">As above.</param>
    public static (int Width, int Height) SizeOf(double aspect, int area)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(area, Step * Step);
        var height = Math.Sqrt(area / Math.Clamp(aspect, 1 / Steepest, Steepest));
        return (Rounded(area / height), Rounded(height));
    }

    private static int Rounded(double pixels) => Math.Max(1, (int)Math.Round(pixels / Step, MidpointRounding.AwayFromZero)) * Step;
}
