using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
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
        ["no-augmentation"] = preset => preset with { Augmentation = Augmentation.None with { Scale = preset.Augmentation.Scale } },
        ["hidden-layer"] = preset => preset with { HasHiddenOnPixels = true },
        ["adamw"] = preset => preset with { MuonLearningRate = 0 },
        ["both-views"] = preset => preset with { SeesMirrored = true },
        ["full-size"] = preset => preset with { SmallEpochs = 0 },
    };

    /// <summary>The names, for help and messages.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Applies names joined by '+', such as "gru+no-heads"; null or empty: the preset as it is.</summary>
    /// <exception cref="UsageException">A name is not known.</exception>
    public static ContrastivePreset Apply(ContrastivePreset preset, string? variant)
    {
        foreach (var name in (variant ?? "").Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            preset = Known.TryGetValue(name, out var change)
                ? change(preset)
                : throw new UsageException($"The method {ContrastiveMethod.MethodName} has no variant '{name}'.", $"Variants, joined by '+': {string.Join(", ", Names)}.");
        }

        return preset;
    }
}
