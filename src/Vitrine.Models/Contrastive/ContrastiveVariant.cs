using Vitrine.Catalogue.Images;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;

namespace Vitrine.Models.Contrastive;

/// <summary>Departures from a preset, by name: ablations and options.</summary>
public static class ContrastiveVariant
{
    private static readonly Dictionary<string, Func<ContrastivePreset, ContrastivePreset>> Known = new(StringComparer.Ordinal)
    {
        ["gru"] = preset => preset with { TextEncoder = TextEncoderKind.Gru },
        ["transformer"] = preset => preset with { TextEncoder = TextEncoderKind.Transformer },
        ["single-words"] = preset => preset with { MinimumPairCount = 0 },
        ["no-heads"] = preset => preset with { HeadWeight = 0 },
        ["mu-1"] = preset => preset with { HeadWeight = 1 },
        ["mu-2"] = preset => preset with { HeadWeight = 2 },
        ["mu-4"] = preset => preset with { HeadWeight = 4 },
        ["no-augmentation"] = preset => preset with { Augmentation = Augmentation.None with { Scale = preset.Augmentation.Scale } },
        ["hidden-layer"] = preset => preset with { HasHiddenOnPixels = true },
        ["adamw"] = preset => preset with { MuonLearningRate = 0 },
        ["both-views"] = preset => preset with { SeesMirrored = true },
        ["all-features"] = preset => preset with { FeatureDropout = 0 },
        ["full-size"] = preset => preset with { SmallEpochs = 0 },
    };

    /// <summary>The names, for help and messages.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Applies names joined by '+', such as "gru+no-heads"; null or empty: the preset as it is.</summary>
    public static ContrastivePreset Apply(ContrastivePreset preset, string? variant) =>
        MethodOptions.Names(variant).Aggregate(preset, (changed, name) => Known[name](changed));
}
