using Vitrine.Models.Contract;

namespace Vitrine.Models.Hsl;

/// <summary>Departures from a preset, by name: the paper's ablations and our options.</summary>
public static class HslVariant
{
    private static readonly Dictionary<string, Func<HslPreset, HslPreset>> Known = new(StringComparer.Ordinal)
    {
        ["one-level"] = preset => preset with { Network = preset.Network with { Levels = 1 } },
        ["three-level"] = preset => preset with { Network = preset.Network with { Levels = 3 } },
        ["object"] = preset => preset with { Network = preset.Network with { Granularity = Granularity.Object } },
        ["image"] = preset => preset with { Network = preset.Network with { Granularity = Granularity.Image } },
        ["sum"] = preset => preset with { Network = preset.Network with { Aggregation = RegionAggregation.Sum } },
        ["max"] = preset => preset with { Network = preset.Network with { Aggregation = RegionAggregation.Max } },
        ["top-k"] = preset => preset with { Network = preset.Network with { Aggregation = RegionAggregation.TopKMean } },
        ["published-loss"] = preset => preset with { Network = preset.Network with { Loss = HslLoss.Each } },
        ["one-view"] = preset => preset with { SeesMirrored = false },
        ["all-regions"] = preset => preset with { Schedule = preset.Schedule with { RegionShare = 1 } },
        ["gru"] = preset => preset with { Network = preset.Network with { Encoder = ContextEncoder.Gru } },
    };

    /// <summary>The names, for help and messages.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Applies names joined by '+', such as "one-level+max"; null or empty: the preset as it is.</summary>
    public static HslPreset Apply(HslPreset preset, string? variant) =>
        MethodOptions.Names(variant).Aggregate(preset, (changed, name) => Known[name](changed));
}
