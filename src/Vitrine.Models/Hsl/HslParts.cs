using System.Numerics.Tensors;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Hsl;

/// <summary>
/// S as a sum over parts, for aggregations that look at single regions: per level the regions, aggregated, and the whole image. Texts come folded
/// (<see cref="HslFold.Texts"/>): their parts, level after level the one for objects and the one for the image, already carry the level's weight.
/// </summary>
/// <param name="settings">Of the network.</param>
/// <param name="mostRegions">Most regions of an item.</param>
internal sealed class HslParts(HslSettings settings, int mostRegions)
{
    private readonly bool hasObjects = settings.Granularity != Granularity.Image;
    private readonly bool hasImage = settings.Granularity != Granularity.Object;

    /// <summary>In the order of the folded vector; none where the inner product of vectors is the score already.</summary>
    public IReadOnlyList<PartForm> Forms { get; } = settings.IsFoldable || settings.Granularity == Granularity.Image
        ? []
        : [.. Enumerable.Range(1, settings.Levels).SelectMany(level => FormsOf(settings, level, mostRegions))];

    private int LevelWidth => settings.JointWidth * ((hasObjects ? 1 : 0) + (hasImage ? 1 : 0));

    /// <summary>The vectors of the parts. [images, vectors per item × joint] each</summary>
    public IReadOnlyList<Tensor> Of(ImageLevel[] levels)
    {
        var vectors = new List<Tensor>();
        foreach (var level in levels)
        {
            vectors.Add(level.Objects); // [images, regions, joint]
            if (hasImage)
                vectors.Add(level.Image);
        }

        return vectors;
    }

    /// <summary>S of a query with an item.</summary>
    public float Score(ReadOnlySpan<float> query, ItemParts items, int item)
    {
        var (score, part) = (0f, 0);
        for (var level = 0; level < settings.Levels; level++)
        {
            score += Aggregate(Similarities(ObjectsOf(query, level), items.Of(part, item, Forms[part])));
            part++;
            if (!hasImage)
                continue;
            score += TensorPrimitives.Dot(ImageOf(query, level), items.Of(part, item, Forms[part]));
            part++;
        }

        return score;
    }

    /// <summary>What a folded query compares with the regions on a level; empty where the network leaves them out.</summary>
    public ReadOnlySpan<float> ObjectsOf(ReadOnlySpan<float> query, int level) => query.Slice(level * LevelWidth, hasObjects ? settings.JointWidth : 0);

    /// <summary>What it compares with the whole image; empty where the network leaves that out.</summary>
    public ReadOnlySpan<float> ImageOf(ReadOnlySpan<float> query, int level) =>
        hasImage ? query.Slice((level + 1) * LevelWidth - settings.JointWidth, settings.JointWidth) : [];

    /// <summary>w_l ⟨q̄₁, o_i⟩ of every region: which of them speak for the query.</summary>
    public static float[] Similarities(ReadOnlySpan<float> query, ReadOnlySpan<float> regions)
    {
        var similarities = new float[regions.Length / query.Length];
        for (var region = 0; region < similarities.Length; region++)
            similarities[region] = TensorPrimitives.Dot(query, regions.Slice(region * query.Length, query.Length));
        return similarities;
    }

    /// <summary>w_l S_o^l from the similarities of the regions.</summary>
    public float Aggregate(ReadOnlySpan<float> similarities)
    {
        switch (settings.Aggregation)
        {
            case RegionAggregation.Max:
                return TensorPrimitives.Max(similarities);
            case RegionAggregation.Sum:
                return TensorPrimitives.Sum(similarities);
            case RegionAggregation.TopKMean:
                var sorted = similarities.ToArray();
                Array.Sort(sorted);
                return TensorPrimitives.Average<float>(sorted.AsSpan()[^Math.Min(settings.TopK, sorted.Length)..]);
            default:
                return TensorPrimitives.Average(similarities);
        }
    }

    private static IEnumerable<PartForm> FormsOf(HslSettings settings, int level, int regions)
    {
        yield return new PartForm($"level-{level}-objects", settings.JointWidth, regions);
        if (settings.Granularity != Granularity.Object)
            yield return new PartForm($"level-{level}-image", settings.JointWidth, 1);
    }
}
