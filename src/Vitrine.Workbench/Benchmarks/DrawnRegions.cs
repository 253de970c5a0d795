using Vitrine.Models.Contract;
using Vitrine.Tensors;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>Random features of the regions of some images, in memory; every image has as many regions.</summary>
internal sealed class DrawnRegions(int images, int regions, int dimensions) : IRegionSource
{
    private readonly float[] values = WorkData.Numbers(new RandomSource(1), images * regions * dimensions);

    public int Dimensions => dimensions;

    public int MaxRegions => regions;

    public int CountOf(int item) => regions;

    public void Read(int item, Span<float> destination) => values.AsSpan(item * regions * dimensions, regions * dimensions).CopyTo(destination);
}
