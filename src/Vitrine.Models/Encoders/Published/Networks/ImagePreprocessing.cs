using System.Runtime.ExceptionServices;
using Vitrine.Catalogue.Images;
using Vitrine.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Models.Encoders.Published;

/// <summary>
/// From a photo to the numbers that a network was trained on, as <c>preprocessor_config.json</c> describes it: resize (Pillow's arithmetic), cut out the
/// centre, scale, subtract the mean, divide by the deviation.
/// </summary>
public sealed class ImagePreprocessing
{
    private const int LargestSide = 2048;

    private readonly int shortestEdge; // 0: the sides are stretched to the result
    private readonly bool resizes;
    private readonly bool isBlueFirst; // some networks were trained on blue, green, red
    private readonly Resampling resampling;
    private readonly float[] numbers; // [3 × 256]: what becomes of each value of each colour

    private ImagePreprocessing(
        int width, int height, int shortestEdge, bool resizes, Resampling resampling, double scale, double[] mean, double[] deviation, bool isBlueFirst = false)
    {
        (Width, Height, this.shortestEdge, this.resizes, this.resampling, this.isBlueFirst) = (width, height, shortestEdge, resizes, resampling, isBlueFirst);
        int[] order = isBlueFirst ? [2, 1, 0] : [0, 1, 2];
        Scale = new PixelScale(
            [.. order.Select(colour => (float)(mean[colour] / (255 * scale)))], [.. order.Select(colour => (float)(deviation[colour] / (255 * scale)))]);
        numbers = new float[3 * 256];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = (float)((i % 256 * scale - mean[i / 256]) / deviation[i / 256]);
    }

    /// <summary>Columns of the result.</summary>
    public int Width { get; }

    /// <summary>Rows of the result.</summary>
    public int Height { get; }

    /// <summary>What becomes of the bytes of red, green and blue.</summary>
    internal PixelScale Scale { get; }

    /// <summary>Whether the network was trained on blue, green, red.</summary>
    internal bool IsBlueFirst => isBlueFirst;

    /// <summary>Numbers per photo: 3 · height · width.</summary>
    public int Length => 3 * Width * Height;

    /// <summary>What CLIP was published with: the shorter side to <paramref name="size"/>, bicubic, the centre, mean and deviation of its training photos.</summary>
    public static ImagePreprocessing Clip(int size) =>
        new(size, size, size, true, Resampling.Bicubic, 1 / 255.0, [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]);

    /// <summary>The sides stretched to a size, bilinear.</summary>
    public static ImagePreprocessing Stretched(int width, int height, PixelScale scale) =>
        new(width, height, 0, true, Resampling.Bilinear, 1 / 255.0, [.. scale.Mean.Select(Convert.ToDouble)], [.. scale.Deviation.Select(Convert.ToDouble)]);

    /// <summary>Reads <c>preprocessor_config.json</c>.</summary>
    /// <exception cref="Catalogue.UsageException">There is no such file.</exception>
    /// <exception cref="Catalogue.BadDataException">A value is missing or unknown, or photos would differ in size.</exception>
    public static ImagePreprocessing Load(string path)
    {
        var config = ConfigReader.Open(path);
        var resizes = config.Flag("do_resize", true);
        var (width, height, shortestEdge) = resizes ? ReadSize(config, "size") : (0, 0, 0);
        if (config.Flag("do_center_crop", config.Has("crop_size")))
            (width, height, _) = ReadSize(config, "crop_size") is { Shortest: 0 } crop ? crop : throw NoFixedSize(config, "crop_size");
        else if (width == 0)
            throw NoFixedSize(config, resizes ? "size" : "do_resize");

        var normalises = config.Flag("do_normalize", true);
        return new ImagePreprocessing(
            width, height, shortestEdge, resizes,
            config.Whole("resample", 2, 3, 3) == 3 ? Resampling.Bicubic : Resampling.Bilinear,
            config.Flag("do_rescale", true) ? config.Positive("rescale_factor", 1 / 255.0) : 1,
            normalises ? config.Colour("image_mean") : [0, 0, 0],
            normalises ? ReadDeviation(config) : [1, 1, 1],
            config.Flag("do_flip_channel_order", false));
    }

    /// <summary>Prepares a photo.</summary>
    /// <param name="image">Any size.</param>
    /// <param name="pixels">[3, <see cref="Height"/>, <see cref="Width"/>], overwritten.</param>
    public void Prepare(RgbImage image, Span<float> pixels)
    {
        if (pixels.Length != Length)
            throw new ArgumentException($"Expected room for {Length} numbers, not {pixels.Length}.", nameof(pixels));
        if (resizes)
        {
            var (width, height) = ResizedTo(image.Width, image.Height);
            image = image.Resize(width, height, resampling);
        }

        // Whole pixels, towards the upper left; what lies outside of a photo that is too small is black.
        var (left, top) = (FloorHalf(image.Width - Width), FloorHalf(image.Height - Height));
        for (var channel = 0; channel < 3; channel++)
        {
            var colours = numbers.AsSpan(channel * 256, 256);
            var source = isBlueFirst ? 2 - channel : channel;
            for (var y = 0; y < Height; y++)
            {
                var row = pixels.Slice((channel * Height + y) * Width, Width);
                if ((uint)(y + top) >= (uint)image.Height)
                {
                    row.Fill(colours[0]);
                    continue;
                }

                var pixelRow = image.Pixels.AsSpan((y + top) * image.Width * 3, image.Width * 3);
                for (var x = 0; x < row.Length; x++)
                    row[x] = (uint)(x + left) < (uint)image.Width ? colours[pixelRow[(x + left) * 3 + source]] : colours[0];
            }
        }
    }

    /// <summary>The part of a photo of some size that reaches the network, its edges as shares of the photo's width and height; beyond 0 and 1 where it is padded.</summary>
    public (float Left, float Top, float Right, float Bottom) SeenOf(int photoWidth, int photoHeight)
    {
        var (width, height) = resizes ? ResizedTo(photoWidth, photoHeight) : (photoWidth, photoHeight);
        var (left, top) = (FloorHalf(width - Width), FloorHalf(height - Height));
        return ((float)left / width, (float)top / height, (float)(left + Width) / width, (float)(top + Height) / height);
    }

    /// <summary>Decodes and prepares photos on all threads.</summary>
    /// <param name="count">How many.</param>
    /// <param name="file">Gives the file of a photo, 0 … count − 1, on any thread.</param>
    /// <param name="cancellation">Looked at before each photo.</param>
    /// <returns>[count, 3, <see cref="Height"/>, <see cref="Width"/>], in the caller's scope.</returns>
    /// <exception cref="ImageException">A file is no image, or too large.</exception>
    public Tensor PrepareFiles(int count, Func<int, byte[]> file, CancellationToken cancellation = default) =>
        PrepareAll(count, i => ImageDecoder.Decode(file(i)), cancellation);

    /// <summary>Prepares photos on all threads.</summary>
    /// <inheritdoc cref="PrepareFiles"/>
    public Tensor PrepareAll(int count, Func<int, RgbImage> photo, CancellationToken cancellation = default)
    {
        var pixels = Tensor.Empty([count, 3, Height, Width]);
        var options = new ParallelOptions { MaxDegreeOfParallelism = WorkerPool.ThreadCount, CancellationToken = cancellation };
        try
        {
            Parallel.For(0, count, options, i => Prepare(photo(i), pixels.Data.Slice(i * Length, Length)));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]); // what the photo's own reader said
        }

        return pixels;
    }

    /// <summary>The longer side is rounded down, as the published scripts do.</summary>
    private (int Width, int Height) ResizedTo(int width, int height)
    {
        if (shortestEdge == 0)
            return (Width, Height);
        var longest = (int)((long)shortestEdge * Math.Max(width, height) / Math.Min(width, height));
        return width <= height ? (shortestEdge, longest) : (longest, shortestEdge);
    }

    private static int FloorHalf(int difference) => difference >> 1;

    private static (int Width, int Height, int Shortest) ReadSize(ConfigReader config, string name)
    {
        if (!config.HasSection(name))
        {
            // A bare number: older files mean the shorter side of a resize and both sides of a crop.
            var side = config.Whole(name, 1, LargestSide);
            return name == "size" ? (0, 0, side) : (side, side, 0);
        }

        var size = config.Section(name);
        return size.Has("shortest_edge")
            ? (0, 0, size.Whole("shortest_edge", 1, LargestSide))
            : (size.Whole("width", 1, LargestSide), size.Whole("height", 1, LargestSide), 0);
    }

    private static double[] ReadDeviation(ConfigReader config)
    {
        var deviation = config.Colour("image_std");
        return deviation.All(d => d > 0) ? deviation : throw config.Bad("image_std", $"[{string.Join(", ", deviation)}]", "numbers above 0");
    }

    private static Catalogue.BadDataException NoFixedSize(ConfigReader config, string name) =>
        config.Bad(name, "photos of different sizes as a result", "a width and a height, or a centre crop");
}
