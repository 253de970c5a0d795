using Vitrine.Catalogue;

namespace Vitrine.Models.Hsl;

/// <summary>Departures from a preset, by name: the paper's ablations and our options.</summary>
public static class HslVariant
{
    private static readonly Dictionary<string, Func<HslPreset, HslPreset>> Known = new(StringComparer.Ordinal)
    {
        ["one-level"] = preset => preset with { Levels = 1 },
        ["three-level"] = preset => preset with { Levels = 3 },
        ["object"] = preset => preset with { Granularity = Granularity.Object },
        ["image"] = preset => preset with { Granularity = Granularity.Image },
        ["sum"] = preset => preset with { Aggregation = RegionAggregation.Sum },
        ["max"] = preset => preset with { Aggregation = RegionAggregation.Max },
        ["top-k"] = preset => preset with { Aggregation = RegionAggregation.TopKMean },
        ["published-loss"] = preset => preset with { Loss = HslLoss.Each },
        ["one-view"] = preset => preset with { SeesMirrored = false },
        ["all-regions"] = preset => preset with { Schedule = preset.Schedule with { RegionShare = 1 } },
        ["gru"] = preset => preset with { Encoder = ContextEncoder.Gru },
    };

    /// <summary>The names, for help and messages.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Applies names joined by '+', such as "one-level+max"; null or empty: the preset as it is.</summary>
    /// <exception cref="UsageException">A name is not known.</exception>
    public static HslPreset Apply(HslPreset preset, string? variant)
    {
        foreach (var name in (variant ?? "").Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            preset = Known.TryGetValue(name, out var change)
                ? change(preset)
                : throw new UsageException($"The method hsl has no variant '{name}'.", $"Variants, joined by '+': {string.Join(", ", Names)}.");
        }

        return preset;
    }
}
