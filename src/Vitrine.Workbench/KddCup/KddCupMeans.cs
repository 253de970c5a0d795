using System.Numerics.Tensors;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench.KddCup;

/// <summary>The mean of an item's regions, for methods that see a picture as a whole. Computed when read: the published file has 3 million rows.</summary>
internal sealed class KddCupMeans(KddCupRegions regions, int count) : IFeatureRows
{
    public int Count => count;

    public int Dimensions => regions.Dimensions;

    public void Read(int item, Span<float> destination)
    {
        var found = regions.CountOf(item);
        var features = new float[found * Dimensions];
        regions.Read(item, features);
        destination = destination[..Dimensions];
        destination.Clear();
        for (var region = 0; region < found; region++)
            TensorPrimitives.Add(destination, features.AsSpan(region * Dimensions, Dimensions), destination);
        TensorPrimitives.Divide(destination, found, destination);
    }

    public void Dispose()
    {
    }
}
