namespace Vitrine.Catalogue.Images;

/// <summary>What is wrong with an image file.</summary>
public enum ImageFault
{
    /// <summary>No bytes at all.</summary>
    Empty,

    /// <summary>More bytes than <see cref="ImageLimits.MaxBytes"/>.</summary>
    TooManyBytes,

    /// <summary>More pixels than the <see cref="ImageLimits"/> let through, by the file's header.</summary>
    TooManyPixels,

    /// <summary>Nothing that is known as an image: a text, a web page, a pointer to the real file.</summary>
    UnknownFormat,

    /// <summary>The format is known but the content is truncated or damaged.</summary>
    Broken,

    /// <summary>A picture in a format that is not read, such as HEIC or JPEG XL.</summary>
    UnreadFormat,
}

/// <summary>An image file that cannot be used. The message says what was found, what was expected and what to do; it names no file, for the caller knows it.</summary>
public sealed class ImageException(ImageFault fault, string message) : Exception(message)
{
    public ImageFault Fault { get; } = fault;
}
