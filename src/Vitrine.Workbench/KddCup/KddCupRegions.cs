using Vitrine.Models.Contract;

namespace Vitrine.Workbench.KddCup;

/// <summary>The detector's regions of all items, the largest first.</summary>
internal sealed class KddCupRegions(KddCupRows rows) : IRegionSource
{
    public int Dimensions => rows.FeatureDimensions;

    public int MaxRegions => rows.MaxRegions;

    public int CountOf(int item)
    {
        var (file, row) = rows.Find(item);
        return file.RegionCount(row);
    }

    public void Read(int item, Span<float> destination)
    {
        var (file, row) = rows.Find(item);
        file.ReadFeatures(row, destination);
    }
}
