using Vitrine.Tensors;

namespace Vitrine.Models.Progressive;

/// <summary>The composers by their kind.</summary>
internal static class Composers
{
    // A weight that is to be chosen on the validation part starts from here.
    private const float Half = 0.5f;

    /// <summary>An untrained one.</summary>
    /// <param name="preset">Which, and its sizes.</param>
    /// <param name="dimensions">Of the towers' space.</param>
    /// <param name="random">Draws the first weights, and dropout.</param>
    public static Composer New(ProgressivePreset preset, int dimensions, RandomSource random) => preset.Composer switch
    {
        ComposerKind.Fixed => new FixedWeights(preset.ImageWeight ?? Half),
        ComposerKind.Title => new TextAlone(),
        ComposerKind.Tirg => new GatedResidual(dimensions, random),
        ComposerKind.Combiner => new Combiner(dimensions, preset, random),
        _ => new AdaptiveWeights(dimensions, preset, random),
    };
}
