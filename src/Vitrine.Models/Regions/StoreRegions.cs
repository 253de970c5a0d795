namespace Vitrine.Models.Regions;

/// <summary>The same number of regions for every product of a store.</summary>
/// <param name="features">[products, regions × dimensions]; not disposed here.</param>
/// <param name="regions">Regions of a photo.</param>
public sealed class StoreRegions(Tensor features, int regions) : IRegionSource
{
    public int Dimensions { get; } = features.Shape[1] / regions;

    public int MaxRegions => regions;

    public int CountOf(int item) => regions;

    public void Read(int item, Span<float> destination)
    {
        var width = features.Shape[1];
        features.Data.Slice(item * width, width).CopyTo(destination);
        destination[width..].Clear();
    }
}
