using Vitrine.Tensors;

namespace Vitrine.Models.Baselines;

/// <summary>The loss of VSE++ and SCAN, with the start that Chen et al. (CVPR 2021, VSE∞) give it: all negatives in the first epoch, the hardest from then on.</summary>
internal static class HardTriplets
{
    public static Tensor Loss(Tensor similarities, float margin, ReadOnlyMemory<int> groups, int epoch) =>
        epoch == 0 ? similarities.AllTriplets(margin, groups) : similarities.HardestTriplet(margin, groups);
}
