using System.Numerics.Tensors;

namespace Vitrine.Models.Hsl;

/// <summary>What the network made of a number of images.</summary>
/// <param name="Count">n.</param>
/// <param name="Folded">[n, folded dimensions]: exact for mean and sum; for max and top-k the object part is the mean, good for a shortlist.</param>
/// <param name="Objects">[n, regions, levels × joint] object vectors, level after level; null where they are not needed.</param>
/// <param name="Regions">Rows of <paramref name="Objects"/> per image, used or not.</param>
/// <param name="Counts">Regions that each image has. [n]</param>
public sealed record HslImages(int Count, float[] Folded, float[]? Objects, int Regions, int[] Counts);

/// <summary>
/// S of a query with an image from their stored vectors. Texts come folded (<see cref="HslFold.Texts"/>): their parts, level after level the one for
/// objects and the one for the image, already carry the level's weight.
/// </summary>
public sealed class HslScorer(HslSettings settings)
{
    private readonly bool hasObjects = settings.Granularity != Granularity.Image;
    private readonly bool hasImage = settings.Granularity != Granularity.Object;

    private int Joint => settings.JointWidth;

    private int LevelWidth => Joint * ((hasObjects ? 1 : 0) + (hasImage ? 1 : 0));

    /// <summary>S of one query with one of the images.</summary>
    public float Score(ReadOnlySpan<float> query, HslImages images, int image)
    {
        var folded = images.Folded.AsSpan(image * query.Length, query.Length);
        if (settings.IsFoldable || images.Objects is null)
            return TensorPrimitives.Dot(query, folded);
        var score = 0f;
        for (var level = 0; level < settings.Levels; level++)
            score += ObjectScore(query, images, image, level) + ImageScore(query, folded, level);
        return score;
    }

    /// <summary>w_l S_i^l; 0 where the network has no image vectors.</summary>
    public float ImageScore(ReadOnlySpan<float> query, ReadOnlySpan<float> folded, int level)
    {
        var start = level * LevelWidth + (hasObjects ? Joint : 0);
        return hasImage ? TensorPrimitives.Dot(query.Slice(start, Joint), folded.Slice(start, Joint)) : 0;
    }

    /// <summary>w_l S_o^l; 0 where the network has no object vectors.</summary>
    public float ObjectScore(ReadOnlySpan<float> query, HslImages images, int image, int level)
    {
        if (!hasObjects)
            return 0;
        Span<float> similarities = stackalloc float[images.Counts[image]];
        RegionScores(query, images, image, level, similarities);
        switch (settings.Aggregation)
        {
            case RegionAggregation.Max:
                return TensorPrimitives.Max(similarities);
            case RegionAggregation.Sum:
                return TensorPrimitives.Sum(similarities);
            case RegionAggregation.TopKMean:
                similarities.Sort();
                return TensorPrimitives.Average(similarities[^Math.Min(settings.TopK, similarities.Length)..]);
            default:
                return TensorPrimitives.Average(similarities);
        }
    }

    /// <summary>w_l ⟨q̄₁, o_i⟩ of every region of an image: which of them speak for the query.</summary>
    /// <param name="query">Folded.</param>
    /// <param name="images">With object vectors.</param>
    /// <param name="image">One of them.</param>
    /// <param name="level">0-based.</param>
    /// <param name="similarities">One per region of the image.</param>
    public void RegionScores(ReadOnlySpan<float> query, HslImages images, int image, int level, Span<float> similarities)
    {
        var part = query.Slice(level * LevelWidth, Joint);
        var width = settings.Levels * Joint;
        for (var region = 0; region < similarities.Length; region++)
            similarities[region] = TensorPrimitives.Dot(part, images.Objects.AsSpan((image * images.Regions + region) * width + level * Joint, Joint));
    }
}
