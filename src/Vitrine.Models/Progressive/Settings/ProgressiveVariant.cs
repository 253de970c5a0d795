using Vitrine.Models.Contract;

namespace Vitrine.Models.Progressive;

/// <summary>Departures from a preset, by name: the ablations, the baselines, and what learns beside the composition.</summary>
public static class ProgressiveVariant
{
    private static readonly Dictionary<string, Func<ProgressivePreset, ProgressivePreset>> Known = new(StringComparer.Ordinal)
    {
        ["image-only"] = preset => preset with { Composer = ComposerKind.Fixed, ImageWeight = 1 },
        ["text-only"] = preset => preset with { Composer = ComposerKind.Fixed, ImageWeight = 0 },
        ["fixed-half"] = preset => preset with { Composer = ComposerKind.Fixed, ImageWeight = 0.5f },
        ["fixed-tuned"] = preset => preset with { Composer = ComposerKind.Fixed, ImageWeight = null },
        ["title-and-change"] = preset => preset with { Composer = ComposerKind.Title },
        ["tirg"] = preset => preset with { Composer = ComposerKind.Tirg },
        ["combiner"] = preset => preset with { Composer = ComposerKind.Combiner },
        ["no-weight-loss"] = preset => preset with { WeightLoss = 0 },
        ["no-residual"] = preset => preset with { HasResidual = false },
        ["raw-vectors"] = preset => preset with { NormalisesVectors = false },
        ["text-learns"] = preset => preset with { Learning = LearningTowers.Text },
        ["towers-learn"] = preset => preset with { Learning = LearningTowers.Both },
    };

    /// <summary>The names, for help and messages.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Applies names joined by '+', such as "no-residual+no-weight-loss"; null or empty: the preset as it is.</summary>
    public static ProgressivePreset Apply(ProgressivePreset preset, string? variant) =>
        MethodOptions.Names(variant).Aggregate(preset, (changed, name) => Known[name](changed));
}
