namespace Vitrine.Models.Hsl;

/// <summary>S as a sum of parts for the index: per level the regions, aggregated, and the whole image. The parts of the text's vector carry the levels' weights.</summary>
internal static class HslParts
{
    /// <summary>The parts in the order of the folded vector.</summary>
    public static IReadOnlyList<ScorePart> Of(HslSettings settings, int regions)
    {
        var (parts, start) = (new List<ScorePart>(), 0);
        for (var level = 1; level <= settings.Levels; level++)
        {
            if (settings.Granularity != Granularity.Image)
                Add($"level-{level}-objects", regions, settings.Aggregation);
            if (settings.Granularity != Granularity.Object)
                Add($"level-{level}-image", 1, RegionAggregation.Mean);
        }

        return parts;

        void Add(string name, int vectors, RegionAggregation aggregation)
        {
            parts.Add(new ScorePart(name, start, settings.JointWidth, vectors, aggregation, settings.TopK));
            start += settings.JointWidth;
        }
    }

    /// <summary>The vectors of the parts.</summary>
    /// <param name="settings">Of the network.</param>
    /// <param name="images">With object vectors, where the network compares regions.</param>
    public static IReadOnlyList<float[]> Split(HslSettings settings, HslImages images)
    {
        var (joint, folded, parts) = (settings.JointWidth, HslFold.Dimensions(settings), new List<float[]>());
        for (var level = 0; level < settings.Levels; level++)
        {
            if (settings.Granularity != Granularity.Image)
                parts.Add(Columns(images.Objects!, settings.Levels * joint, level * joint, joint));
            if (settings.Granularity != Granularity.Object)
                parts.Add(Columns(images.Folded, folded, (level + 1) * (folded / settings.Levels) - joint, joint)); // the last of its level
        }

        return parts;
    }

    /// <summary>Some columns of a matrix of <paramref name="width"/> columns.</summary>
    private static float[] Columns(float[] matrix, int width, int start, int count)
    {
        var taken = new float[matrix.Length / width * count];
        for (var row = 0; row < matrix.Length / width; row++)
            matrix.AsSpan(row * width + start, count).CopyTo(taken.AsSpan(row * count));
        return taken;
    }
}
