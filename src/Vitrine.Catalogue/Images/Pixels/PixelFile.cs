using System.Text;
using Vitrine.Platform;

namespace Vitrine.Catalogue.Images;

/// <summary>
/// <c>pixels/WIDTHxHEIGHT.bin</c> of a store: a header of <see cref="HeaderBytes"/> bytes, readable as text, then the photos in row order. The header
/// says everything that decides the pixels, so a file whose header and length are as expected is whole and of these photos.
/// </summary>
internal static class PixelFile
{
    public const int HeaderBytes = 256;

    /// <summary>Changes with whatever changes the pixels of the same photo.</summary>
    private const int FormatVersion = 1;

    /// <summary>Photos in memory at a time; progress is reported, and a cancellation noticed, this often.</summary>
    private const int BlockRows = 256;

    public static string PathOf(CatalogueStore store, int width, int height) => Path.Combine(store.Path, "pixels", $"{width}x{height}.bin");

    public static long LengthOf(CatalogueStore store, int width, int height) => HeaderBytes + (long)store.Count * width * height * 3;

    /// <summary>Whether the file is there, whole, and of the store's present photos.</summary>
    public static bool IsCurrent(string path, CatalogueStore store, int width, int height)
    {
        if (!File.Exists(path)) return false;
        using var file = File.OpenHandle(path);
        var header = new byte[HeaderBytes];
        return RandomAccess.GetLength(file) == LengthOf(store, width, height) && RandomAccess.Read(file, header, 0) == HeaderBytes
            && header.AsSpan().SequenceEqual(Header(store, width, height));
    }

    /// <summary>Decodes all photos. The file appears when it is whole and on the disk; until then, and after a failure, an older one stays.</summary>
    public static void Write(string path, CatalogueStore store, int width, int height, IProgress<int>? progress, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new DurableFile(path);
        file.Stream.Write(Header(store, width, height));
        var photoBytes = width * height * 3;
        var block = new byte[Math.Min(BlockRows, store.Count)][];
        for (var first = 0; first < store.Count; first += BlockRows)
        {
            var count = Math.Min(BlockRows, store.Count - first);
            PhotoSweep.Run(store, first, count, (row, photo) => block[row - first] = Decode(photo, width, height), cancellation);
            foreach (var pixels in block.AsSpan(0, count)) file.Stream.Write(pixels, 0, photoBytes);
            progress?.Report(first + count);
        }

        file.Commit();
    }

    // As networks prepare single photos, so that one has the same pixels whether it comes from a store or not.
    private static byte[] Decode(byte[] photo, int width, int height) => ImageDecoder.Decode(photo).Resize(width, height, Resampling.Bilinear).Pixels;

    private static byte[] Header(CatalogueStore store, int width, int height)
    {
        var text = $"Vitrine pixels {FormatVersion}\n{store.Count} photos of {width} x {height} x RGB from byte {HeaderBytes} on\ndata {store.DataHash}\n";
        var header = new byte[HeaderBytes];
        header.AsSpan().Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header);
        header[^1] = (byte)'\n';
        return header;
    }
}
