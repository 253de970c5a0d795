using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Features;

/// <summary>
/// Hand-made features of the parts of a photo, for methods that look at regions where no detector is at hand: 4×4 cells and the whole, each
/// with its shape (gradients of its quarters), its colours, and its place. A photo of any size is first stretched to 64×64 pixels.
/// </summary>
public sealed class GridFeatures : IFeatureExtractor
{
    /// <summary>Cells across and down.</summary>
    public const int Cells = 4;

    /// <summary>The cells row by row from the top left, then the whole photo.</summary>
    public const int Regions = Cells * Cells + 1;

    private const int Side = 64;
    private const int FineCells = 2 * Cells; // a cell's quarters
    private const int ShapeLength = 4 * GradientHistogram.Bins;
    private const int PlaceLength = 2 * Cells + 1; // row, column, or the whole

    private static readonly ColourHistogram Colours = new(LightBins: 4, ChromaBins: 5);

    /// <summary>Numbers per region.</summary>
    public static int RegionDimensions { get; } = ShapeLength + Colours.Length + PlaceLength;

    public string Name => "grid";

    public string Version => "1";

    public int Dimensions => Regions * RegionDimensions;

    public void Extract(ReadOnlySpan<byte> file, Span<float> features)
    {
        var image = ImageDecoder.Decode(file, target: TargetSize.ShorterSide(Side)).Resize(Side, Side);
        features.Clear();
        var edges = GradientHistogram.Cells(image, Side / FineCells);
        var shapes = new float[FineCells * FineCells * GradientHistogram.Bins];
        GradientHistogram.Normalise(edges, FineCells, FineCells, shapes);
        var lab = new LabPlanes(image);
        for (var cell = 0; cell < Cells * Cells; cell++)
        {
            var (row, column) = (cell / Cells, cell % Cells);
            var region = features.Slice(cell * RegionDimensions, RegionDimensions);
            Shape(shapes, FineCells, 2 * row, 2 * column, region);
            Colours.Compute(lab, column * Side / Cells, row * Side / Cells, Side / Cells, Side / Cells, region[ShapeLength..]);
            var place = region[(ShapeLength + Colours.Length)..];
            place[row] = place[Cells + column] = 1;
        }

        var whole = features[(Cells * Cells * RegionDimensions)..];
        var coarse = GradientHistogram.Pool(GradientHistogram.Pool(edges, FineCells, FineCells), Cells, Cells); // 2×2
        GradientHistogram.Normalise(coarse, 2, 2, whole[..ShapeLength]);
        HandMadeFeatures.ToUnitLength(whole[..ShapeLength]);
        Colours.Compute(lab, 0, 0, Side, Side, whole[ShapeLength..]);
        whole[^1] = 1;
    }

    // The histograms of a cell's four quarters, together of unit length.
    private static void Shape(ReadOnlySpan<float> shapes, int across, int row, int column, Span<float> region)
    {
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var start = ((row + quarter / 2) * across + column + quarter % 2) * GradientHistogram.Bins;
            shapes.Slice(start, GradientHistogram.Bins).CopyTo(region[(quarter * GradientHistogram.Bins)..]);
        }

        HandMadeFeatures.ToUnitLength(region[..ShapeLength]);
    }
}
