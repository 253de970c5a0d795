using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Encoders.Published;

namespace Vitrine.Models.Regions;

/// <summary>Regions as an image network sees them: 4×4 cells of its map and the whole photo (<see cref="NetworkRegionFeatures"/>).</summary>
/// <param name="features">Disposed with this.</param>
public sealed class NetworkRegions(NetworkRegionFeatures features) : IRegionEncoder, IDisposable
{
    public string Version => StoreEncoders.VersionOf(features);

    public IFeatureExtractor Extractor => features;

    public int Regions => NetworkRegionFeatures.Regions;

    public int Dimensions => features.RegionDimensions;

    // A network that looks at the centre only has its cells there.
    public RegionBox BoxOf(int region, int photoWidth, int photoHeight)
    {
        var seen = features.Preprocessing.SeenOf(photoWidth, photoHeight);
        var cell = RegionBox.Cell(region, NetworkRegionFeatures.Cells);
        var (width, height) = (seen.Right - seen.Left, seen.Bottom - seen.Top);
        return new RegionBox(seen.Left + cell.Left * width, seen.Top + cell.Top * height, seen.Left + cell.Right * width, seen.Top + cell.Bottom * height);
    }

    public void Dispose() => features.Dispose();
}
