using Vitrine.Models.Regions;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Hsl;

/// <summary>What the image side gives on one level.</summary>
/// <param name="Objects">o_i: a unit vector per region. [batch, regions, joint]</param>
/// <param name="Image">v̄: a unit vector of the whole image. [batch, joint]</param>
public sealed record ImageLevel(Tensor Objects, Tensor Image);

/// <summary>The image side of HSL: regions in context on L levels; on each, object vectors and an image vector.</summary>
public sealed class HslImageEncoder : Module
{
    private readonly Linear input;
    private readonly ContextLevel[] contexts;
    private readonly Linear[] objects;
    private readonly Linear[] reduce;
    private readonly AttFlat flatten;
    private readonly Dropout dropout;

    internal HslImageEncoder(HslSettings settings, RandomSource random)
    {
        input = AddChild("input", new Linear(settings.RegionDimensions, settings.Width, random));
        contexts = new ContextLevel[settings.Levels];
        objects = new Linear[settings.Levels];
        reduce = new Linear[settings.Levels];
        for (var level = 0; level < settings.Levels; level++)
        {
            contexts[level] = AddChild($"levels.{level}", new ContextLevel(settings, settings.ImageLayers, random));
            objects[level] = AddChild($"levels.{level}.objects", new Linear(settings.Width, settings.JointWidth, random));
            reduce[level] = AddChild($"levels.{level}.reduce", new Linear(settings.JointWidth, settings.Width, random));
        }

        // One for all levels.
        flatten = AddChild("flatten", new AttFlat(settings.Width, settings.Width, settings.JointWidth, random, settings.Dropout));
        dropout = AddChild("dropout", new Dropout(settings.Dropout, random));
    }

    /// <returns>The levels, the shallow one first.</returns>
    public ImageLevel[] Forward(RegionBatch regions)
    {
        var mask = regions.Lengths.Mask();
        var v = input.Forward(regions.Features); // [batch, regions, d]
        var levels = new ImageLevel[contexts.Length];
        for (var level = 0; level < levels.Length; level++)
        {
            v = contexts[level].Forward(v, regions.Lengths, mask);
            var o = dropout.Forward(objects[level].Forward(v)); // [batch, regions, joint]
            var p = reduce[level].Forward(o.Relu()); // [batch, regions, d]
            levels[level] = new ImageLevel(o.L2Normalise(), flatten.Forward(p, mask).L2Normalise());
        }

        return levels;
    }
}
