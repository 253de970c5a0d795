using Vitrine.Catalogue.Features;

namespace Vitrine.Models.Hsl.Regions;

/// <summary>Regions without learning: 4×4 cells and the whole photo, with hand-made features (<see cref="GridFeatures"/>).</summary>
public sealed class GridRegions : IRegionEncoder
{
    private readonly GridFeatures features = new();

    public string Version => $"{features.Name}/{features.Version}";

    public IFeatureExtractor Extractor => features;

    public int Regions => GridFeatures.Regions;

    public int Dimensions => GridFeatures.RegionDimensions;

    public (float Left, float Top, float Right, float Bottom) BoxOf(int region)
    {
        const float side = 1f / GridFeatures.Cells;
        var (row, column) = (region / GridFeatures.Cells, region % GridFeatures.Cells);
        return region == Regions - 1 ? (0, 0, 1, 1) : (column * side, row * side, (column + 1) * side, (row + 1) * side);
    }
}
