using Vitrine.Models.Encoders.Texts;
using Vitrine.Tensors;

namespace Vitrine.Models.Hsl;

/// <summary>
/// The whole hierarchical score as one inner product (our observation, exact for mean and sum): S = ⟨[w₁q̄₁¹; w₁q̄₂¹; w₂q̄₁²; …],
/// [ō¹; v̄¹; ō²; …]⟩, where ō is the mean (or sum) of the object vectors. The index needs no regions then.
/// </summary>
public static class HslFold
{
    /// <summary>Dimensions of the folded vectors.</summary>
    public static int Dimensions(HslSettings settings) =>
        settings.Levels * settings.JointWidth * (settings.Granularity == Granularity.Both ? 2 : 1);

    /// <summary>The query vectors, weights of the levels included. [texts, <see cref="Dimensions"/>]</summary>
    public static Tensor Texts(HslSettings settings, TextLevel[] levels) =>
        Join(settings, levels.Length, level => (
            levels[level].ForObjects.Scale(settings.LevelWeight(level)), levels[level].ForImage.Scale(settings.LevelWeight(level))));

    /// <summary>
    /// The image vectors. [images, <see cref="Dimensions"/>] Max and top-k do not fold: the mean stands in for them, which finds a shortlist
    /// to be scored anew with the regions (<see cref="HslParts"/>).
    /// </summary>
    public static Tensor Images(HslSettings settings, ImageLevel[] levels, SequenceLengths regions)
    {
        var aggregation = settings.IsFoldable ? settings.Aggregation : RegionAggregation.Mean;
        return Join(settings, levels.Length, level => (Objects(aggregation, levels[level].Objects, regions), levels[level].Image));
    }

    /// <summary>ō: mean or sum of the object vectors. [images, joint]</summary>
    internal static Tensor Objects(RegionAggregation aggregation, Tensor objects, SequenceLengths regions)
    {
        var weights = aggregation switch
        {
            RegionAggregation.Mean => regions.MeanWeights(),
            RegionAggregation.Sum => regions.SumWeights(),
            _ => throw new InvalidOperationException($"The aggregation {aggregation} does not fold into one vector."),
        };
        return weights.BatchMatMul(objects).Reshape([objects.Shape[0], objects.Shape[2]]);
    }

    private static Tensor Join(HslSettings settings, int levels, Func<int, (Tensor Objects, Tensor Image)> parts)
    {
        var joined = new List<Tensor>();
        for (var level = 0; level < levels; level++)
        {
            var (objects, image) = parts(level);
            if (settings.Granularity != Granularity.Image)
                joined.Add(objects);
            if (settings.Granularity != Granularity.Object)
                joined.Add(image);
        }

        return Operations.Concat(joined, axis: 1);
    }
}
