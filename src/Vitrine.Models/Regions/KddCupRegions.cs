using Vitrine.Catalogue.Benchmarks;

namespace Vitrine.Models.Regions;

/// <summary>The detector's regions in a KDD Cup file.</summary>
/// <param name="cache">Its decoded rows; not disposed here.</param>
public sealed class KddCupRegions(KddCupCache cache) : IRegionSource
{
    public int Dimensions => cache.FeatureDimensions;

    public int MaxRegions => cache.MaxRegions;

    public int CountOf(int item) => cache.RegionCount(item);

    public void Read(int item, Span<float> destination) => cache.ReadFeatures(item, destination);
}
