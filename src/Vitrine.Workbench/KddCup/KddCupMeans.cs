using System.Numerics.Tensors;
using Vitrine.Catalogue.Features;

namespace Vitrine.Workbench.KddCup;

/// <summary>The mean of an item's regions, for methods that see a picture as a whole. Computed when read: the published file has 3 million rows.</summary>
internal sealed class KddCupMeans(KddCupRegions regions, int count) : IFeatureRows
{
    public int Count => count;

    public int Dimensions => regions.Dimensions;

    public void Read(ReadOnlySpan<int> rows, Span<float> features)
    {
        for (var i = 0; i < rows.Length; i++)
            Read(rows[i], features.Slice(i * Dimensions, Dimensions));
    }

    private void Read(int item, Span<float> mean)
    {
        var found = regions.CountOf(item);
        var features = new float[found * Dimensions];
        regions.Read(item, features);
        mean.Clear();
        for (var region = 0; region < found; region++)
            TensorPrimitives.Add(mean, features.AsSpan(region * Dimensions, Dimensions), mean);
        TensorPrimitives.Divide(mean, found, mean);
    }

    public void Dispose()
    {
    }
}
