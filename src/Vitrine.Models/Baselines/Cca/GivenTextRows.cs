using Vitrine.Catalogue.Features;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Cca;

/// <summary>The numbers that a source brings for the texts of a training.</summary>
/// <param name="given">Of all items.</param>
/// <param name="rows">The items that are learned from.</param>
internal sealed class GivenTextRows(IFeatureRows given, int[] rows)
{
    /// <summary>Those of some training items, [items, numbers], of the open scope.</summary>
    public Tensor Take(int[] items) => given.Gather(Array.ConvertAll(items, item => rows[item]));
}
