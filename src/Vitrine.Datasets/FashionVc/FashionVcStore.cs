using System.Globalization;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;

namespace Vitrine.Datasets.FashionVc;

/// <summary>Makes a store of FashionVC or Ssense, on which every verb works.</summary>
/// <remarks>
/// A product is a row: its photo; its words by their numbers ("word12 word340"), since the files name none; its category by numbers too ("class 3" / "class 3.14"). The
/// queries are the test part, the rest the training part, as published; there is no validation part.
/// </remarks>
public static class FashionVcStore
{
    // Rows of one number lie side by side, so photos are read in blocks: 64 of 224 × 224 take 40 MB.
    private const int BlockRows = 64;

    /// <param name="data">The files.</param>
    /// <param name="queries">How many of the first rows are queries.</param>
    /// <param name="store">A folder that is new or empty.</param>
    /// <param name="progress">Products done.</param>
    /// <param name="cancellation">Stops; nothing is written then.</param>
    /// <returns>The products.</returns>
    /// <exception cref="UsageException">The store exists, or there are not so many rows.</exception>
    public static int Write(FashionVcFolder data, int queries, string store, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (File.Exists(Path.Combine(store, "catalogue.db")))
            throw new UsageException($"'{store}' is a store already.", "Name a new or empty folder.");
        if (queries < 1 || queries >= data.Count)
            throw new UsageException($"{queries:N0} queries were asked for, of {data.Count:N0} rows.", "Some rows have to be left to learn from.");
        var (height, width) = ((int)data.Image.Dimensions[1], (int)data.Image.Dimensions[2]);
        using var writer = StoreWriter.Open(store);
        for (var first = 0; first < data.Count; first += BlockRows)
        {
            var count = Math.Min(BlockRows, data.Count - first);
            var (photos, words) = (data.Image.Read(first, count), data.Tag.Read(first, count));
            for (var row = 0; row < count; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                var number = first + row;
                var coarse = $"class {data.Coarse[number] + 1}";
                var product = new ProductData((number + 1).ToString("D5", CultureInfo.InvariantCulture), TitleOf(words.AsSpan(row * data.Tag.Columns, data.Tag.Columns)),
                    [coarse, $"{coarse}.{data.Fine[number] + 1}"])
                { GivenPart = number < queries ? Part.Test : Part.Train };
                writer.Put(product, ImageEncoder.Png(PhotoOf(photos.AsSpan(row * data.Image.Columns, data.Image.Columns), width, height)).AsSpan());
                progress?.Report(number + 1);
            }
        }

        writer.Commit(cancellation);
        return data.Count;
    }

    private static string TitleOf(ReadOnlySpan<float> words)
    {
        var known = new List<string>();
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] != 0)
                known.Add(string.Create(CultureInfo.InvariantCulture, $"word{word + 1}"));
        }

        return known.Count == 0 ? "no words" : string.Join(' ', known);
    }

    private static RgbImage PhotoOf(ReadOnlySpan<float> columns, int width, int height)
    {
        var pixels = new byte[width * height * 3];
        for (var colour = 0; colour < 3; colour++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var y = 0; y < height; y++)
                    pixels[(y * width + x) * 3 + colour] = (byte)Math.Clamp(columns[y + height * (x + width * colour)], 0, 255);
            }
        }

        return new RgbImage(width, height, pixels);
    }
}
