using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue;

/// <summary>A photo that was decoded and made small, so that a store can take it at once. Made on any thread.</summary>
public sealed class PreparedPhoto
{
    private PreparedPhoto(StoredPhoto stored) => Stored = stored;

    /// <summary>Checks a photo by decoding it.</summary>
    /// <param name="file">The bytes of an image file.</param>
    /// <param name="limits">Of bytes and pixels; null for the default.</param>
    /// <exception cref="ImageException">It is damaged, of an unknown format, or above the limits.</exception>
    public static PreparedPhoto Of(ReadOnlySpan<byte> file, ImageLimits? limits = null) => new(PhotoIntake.Prepare(file, limits ?? ImageLimits.Default));

    internal StoredPhoto Stored { get; }
}
