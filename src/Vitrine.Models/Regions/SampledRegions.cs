using Vitrine.Models.Contract;
using Vitrine.Tensors;

namespace Vitrine.Models.Regions;

/// <summary>
/// A random part of the regions of every image, for one step of training. The cells of a grid say much the same, so that half of them teach as much
/// in less time (our option).
/// </summary>
/// <param name="regions">All of them.</param>
/// <param name="share">The share of an image's regions that is left, above 0 and up to 1; at least one region is.</param>
/// <param name="random">Draws them.</param>
public sealed class SampledRegions(IRegionSource regions, float share, RandomSource random) : IRegionSource
{
    private readonly float[] all = new float[regions.MaxRegions * regions.Dimensions];

    public int Dimensions => regions.Dimensions;

    public int MaxRegions => Part(regions.MaxRegions);

    public int CountOf(int item) => Part(regions.CountOf(item));

    public void Read(int item, Span<float> destination)
    {
        regions.Read(item, all);
        var (left, wanted) = (regions.CountOf(item), CountOf(item));
        destination[(wanted * Dimensions)..].Clear();
        for (var (region, taken) = (0, 0); taken < wanted; region++, left--)
        {
            // Every subset of the wanted size is as likely: each region is taken with the share of those left that is still wanted.
            if (random.NextInt(left) >= wanted - taken)
                continue;
            all.AsSpan(region * Dimensions, Dimensions).CopyTo(destination[(taken++ * Dimensions)..]);
        }
    }

    private int Part(int count) => Math.Max(1, (int)MathF.Round(share * count));
}
