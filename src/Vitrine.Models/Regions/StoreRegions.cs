using Vitrine.Catalogue.Features;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Regions;

/// <summary>The same number of regions for every item, cut from pictures.</summary>
/// <param name="features">regions × dimensions numbers per item; disposed with this.</param>
/// <param name="regions">Regions of a picture.</param>
public sealed class StoreRegions(IFeatureRows features, int regions) : IRegionSource, IDisposable
{
    public int Dimensions { get; } = features.Dimensions / regions;

    public int MaxRegions => regions;

    public int CountOf(int item) => regions;

    public void Read(int item, Span<float> destination)
    {
        features.Read([item], destination[..features.Dimensions]);
        destination[features.Dimensions..].Clear();
    }

    public void Dispose() => features.Dispose();
}
