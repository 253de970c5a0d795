using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Regions;

/// <summary>Regions without learning: 4×4 cells and the whole photo, with hand-made features (<see cref="GridFeatures"/>).</summary>
public sealed class GridRegions : IRegionEncoder
{
    private readonly GridFeatures features = new();

    public string Version => $"{features.Name}/{features.Version}";

    public IFeatureExtractor Extractor => features;

    public int Regions => GridFeatures.Regions;

    public int Dimensions => GridFeatures.RegionDimensions;

    public RegionBox BoxOf(int region, int photoWidth, int photoHeight) => RegionBox.Cell(region, GridFeatures.Cells);
}
