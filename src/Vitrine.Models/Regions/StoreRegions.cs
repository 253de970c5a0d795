using Vitrine.Catalogue.Features;

namespace Vitrine.Models.Regions;

/// <summary>The same number of regions for every photo, of a store or at hand.</summary>
/// <param name="features">regions × dimensions numbers per photo; not disposed here.</param>
/// <param name="regions">Regions of a photo.</param>
public sealed class StoreRegions(IFeatureRows features, int regions) : IRegionSource
{
    public int Dimensions { get; } = features.Dimensions / regions;

    public int MaxRegions => regions;

    public int CountOf(int item) => regions;

    public void Read(int item, Span<float> destination)
    {
        features.Read([item], destination[..features.Dimensions]);
        destination[features.Dimensions..].Clear();
    }
}
