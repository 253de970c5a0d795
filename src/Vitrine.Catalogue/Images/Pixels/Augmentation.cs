using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Vitrine.Tensors;

namespace Vitrine.Catalogue.Images;

/// <summary>
/// Random changes of a photo that do not change what it shows, so that a network trained from nothing sees each photo in another way in every epoch.
/// One pass from bytes to the planes that a convolution takes.
/// </summary>
public sealed record Augmentation
{
    // Of the erased area; below, nothing is hidden (Zhong et al., "Random Erasing Data Augmentation", 2020, section 4).
    private const float SmallestErased = 0.02f;
    private const float FlattestErased = 0.3f;

    /// <summary>Only resizes and scales: what a trained network is given.</summary>
    public static Augmentation None { get; } = new();

    /// <summary>Gentle: products stand in the middle of their photos, and their colour is part of the title.</summary>
    public static Augmentation Default { get; } = new() { Flip = 0.5f, Crop = 0.8f, Shift = 0.04f, Colour = 0.2f, Erase = 0.25f };

    /// <summary>Probability to mirror left and right. Default 0.</summary>
    public float Flip { get; init => field = Share(value); }

    /// <summary>The smallest share of each side that is kept, above 0; width and height are drawn apart, so proportions change a little. Default 1.</summary>
    public float Crop { get; init => field = value > 0 ? Share(value) : throw NotAShare(value); } = 1;

    /// <summary>How far, as a share of the side, the kept window may reach over the border, where the edge goes on. Default 0.</summary>
    public float Shift { get; init => field = Share(value); }

    /// <summary>Brightness, contrast and saturation are each multiplied by 1 − this … 1 + this; the hue stays. Default 0.</summary>
    public float Colour { get; init => field = Share(value); }

    /// <summary>Probability to cover a rectangle with the mean colour of <see cref="Scale"/>. Default 0.</summary>
    public float Erase { get; init => field = Share(value); }

    /// <summary>Largest share of the area that <see cref="Erase"/> covers. Default 0.2.</summary>
    public float ErasedArea { get; init => field = Share(value); } = 0.2f;

    /// <summary>What becomes of the bytes. Default that of ImageNet.</summary>
    public PixelScale Scale { get; init; } = PixelScale.ImageNet;

    /// <summary>Makes one version of a photo. Takes the same count of random numbers whatever the options and the photo are.</summary>
    /// <param name="source">sRGB bytes [<paramref name="sourceHeight"/>, <paramref name="sourceWidth"/>, 3].</param>
    /// <param name="sourceWidth">Columns of the source.</param>
    /// <param name="sourceHeight">Rows of the source.</param>
    /// <param name="planes">[3, <paramref name="height"/>, <paramref name="width"/>], overwritten.</param>
    /// <param name="width">Columns of the result; a smaller result averages over the source.</param>
    /// <param name="height">Rows of the result.</param>
    /// <param name="random">Where chance comes from.</param>
    public void Apply(
        ReadOnlySpan<byte> source, int sourceWidth, int sourceHeight, Span<float> planes, int width, int height, RandomSource random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (source.Length != (long)sourceWidth * sourceHeight * 3 || source.IsEmpty)
            throw new ArgumentException($"A {sourceWidth}×{sourceHeight} RGB picture has not {source.Length} bytes.", nameof(source));
        if (planes.Length != 3L * width * height || planes.IsEmpty)
            throw new ArgumentException($"Three planes of {width}×{height} have not {planes.Length} numbers.", nameof(planes));

        var flipped = random.NextSingle() < Flip;
        var (left, cut) = Window(sourceWidth, random);
        var (top, kept) = Window(sourceHeight, random);
        var jitter = new ColourJitter(Factor(random), Factor(random), Factor(random));
        var erased = Rectangle(width, height, random);

        var across = new WindowTaps(sourceWidth, left, cut, width, flipped);
        var down = new WindowTaps(sourceHeight, top, kept, height);
        WindowResampler.Resample(source, sourceWidth, across, down, planes, width);
        if (Colour > 0) jitter.Apply(planes, width);
        for (var colour = 0; colour < 3; colour++)
        {
            var plane = planes.Slice(colour * width * height, width * height);
            TensorPrimitives.Multiply(plane, 1 / (255 * Scale.Deviation[colour]), plane);
            TensorPrimitives.Subtract(plane, Scale.Mean[colour] / Scale.Deviation[colour], plane);
            for (var y = erased.Top; y < erased.Bottom; y++) plane[(y * width + erased.Left)..(y * width + erased.Right)].Clear();
        }
    }

    private (double Start, double Length) Window(int side, RandomSource random)
    {
        var share = Crop + (1 - Crop) * random.NextDouble();
        return (side * ((1 - share + 2 * Shift) * random.NextDouble() - Shift), side * share);
    }

    private float Factor(RandomSource random) => 1 + Colour * (2 * random.NextSingle() - 1);

    private (int Left, int Top, int Right, int Bottom) Rectangle(int width, int height, RandomSource random)
    {
        var happens = random.NextSingle() < Erase;
        var area = width * height * (SmallestErased + Math.Max(0, ErasedArea - SmallestErased) * random.NextDouble());
        // Evenly in the logarithm, so that flat and tall are alike.
        var aspect = Math.Pow(FlattestErased, 2 * random.NextDouble() - 1);
        var (across, down) = (random.NextDouble(), random.NextDouble());
        if (!happens) return default;
        var w = Math.Clamp((int)Math.Sqrt(area * aspect), 1, width);
        var h = Math.Clamp((int)Math.Sqrt(area / aspect), 1, height);
        var (x, y) = ((int)(across * (width - w + 1)), (int)(down * (height - h + 1)));
        return (x, y, x + w, y + h);
    }

    private static float Share(float value, [CallerMemberName] string name = "") => value is >= 0 and <= 1 ? value : throw NotAShare(value, name);

    private static ArgumentOutOfRangeException NotAShare(float value, [CallerMemberName] string name = "") =>
        new(name, value, $"{name} of an augmentation is a share: from 0 to 1.");
}
