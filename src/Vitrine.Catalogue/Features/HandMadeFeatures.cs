using System.Numerics.Tensors;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Features;

/// <summary>One part of a feature vector.</summary>
/// <param name="Name">What it measures.</param>
/// <param name="Start">Index of its first number.</param>
/// <param name="Length">How many numbers it has.</param>
public readonly record struct FeatureBlock(string Name, int Start, int Length);

/// <summary>
/// Hand-made features of a photo, the first image encoder: shape by histograms of gradients at two scales, colour by histograms of the whole and of its
/// quarters, layout by a small thumbnail. Every block has unit length, so each has the same say in an inner product.
/// Deterministic; a photo of any size is first stretched to 72×72 pixels.
/// </summary>
public sealed class HandMadeFeatures : IFeatureExtractor
{
    /// <summary>Divisible by the 8 cells, the 12 thumbnail pixels and the 2 quarters across.</summary>
    private const int Side = 72;

    private const int Cells = 8;
    private const int ThumbnailSide = 12;

    private static readonly ColourHistogram WholeColours = new(LightBins: 5, ChromaBins: 7);
    private static readonly ColourHistogram QuarterColours = new(LightBins: 4, ChromaBins: 5);

    public string Name => "hand-made";

    public string Version => "1";

    public int Dimensions => Length;

    /// <summary>The blocks in their order.</summary>
    public static IReadOnlyList<FeatureBlock> Blocks { get; } = Lay(
        ("gradients-fine", Cells * Cells * GradientHistogram.Bins),
        ("gradients-coarse", Cells / 2 * (Cells / 2) * GradientHistogram.Bins),
        ("thumbnail", ThumbnailSide * ThumbnailSide * 3),
        ("colours", WholeColours.Length),
        ("colours-by-quarter", 4 * QuarterColours.Length));

    private static int Length { get; } = Blocks[^1].Start + Blocks[^1].Length;

    public void Extract(ReadOnlySpan<byte> file, Span<float> features) =>
        // A large photo is shrunk while it is read, a small one comes as it is.
        Extract(ImageDecoder.Decode(file, target: TargetSize.ShorterSide(Side)), features);

    /// <summary>Features of a decoded picture.</summary>
    /// <param name="image">Any size.</param>
    /// <param name="features">[<see cref="Dimensions"/>], overwritten.</param>
    public static void Extract(RgbImage image, Span<float> features)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (features.Length != Length) throw new ArgumentException($"Expected room for {Length} features, not {features.Length}.", nameof(features));
        image = image.Resize(Side, Side);
        var fine = GradientHistogram.Cells(image, Side / Cells);
        GradientHistogram.Normalise(fine, Cells, Cells, Block(features, 0));
        GradientHistogram.Normalise(GradientHistogram.Pool(fine, Cells, Cells), Cells / 2, Cells / 2, Block(features, 1));

        var lab = new LabPlanes(image);
        Thumbnail(lab, Block(features, 2));
        WholeColours.Compute(lab, 0, 0, Side, Side, Block(features, 3));
        var quarters = Block(features, 4);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var colours = quarters.Slice(quarter * QuarterColours.Length, QuarterColours.Length);
            QuarterColours.Compute(lab, quarter % 2 * Side / 2, quarter / 2 * Side / 2, Side / 2, Side / 2, colours);
        }

        ToUnitLength(quarters);
    }

    /// <summary>Scales to Euclidean length 1; a vector of zeros stays one.</summary>
    internal static void ToUnitLength(Span<float> vector)
    {
        var length = TensorPrimitives.Norm(vector);
        if (length > 0) TensorPrimitives.Divide(vector, length, vector);
    }

    /// <summary>Mean colour of each tile, about zero for a middle grey, so that light and dark point in opposite directions.</summary>
    private static void Thumbnail(LabPlanes lab, Span<float> thumbnail)
    {
        const int Tile = Side / ThumbnailSide;
        thumbnail.Clear();
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var (pixel, tile) = (y * Side + x, (y / Tile * ThumbnailSide + x / Tile) * 3);
                thumbnail[tile] += (lab.L[pixel] - 50) / 100;
                thumbnail[tile + 1] += lab.A[pixel] / 60;
                thumbnail[tile + 2] += lab.B[pixel] / 60;
            }
        }

        ToUnitLength(thumbnail);
    }

    private static Span<float> Block(Span<float> features, int block) => features.Slice(Blocks[block].Start, Blocks[block].Length);

    private static FeatureBlock[] Lay(params (string Name, int Length)[] blocks)
    {
        var start = 0;
        return [.. blocks.Select(b => new FeatureBlock(b.Name, (start += b.Length) - b.Length, b.Length))];
    }
}
