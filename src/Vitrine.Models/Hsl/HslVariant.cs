using Vitrine.Catalogue;

namespace Vitrine.Models.Hsl;

/// <summary>Departures from the published network, by name: the paper's ablations and our options.</summary>
public static class HslVariant
{
    private static readonly Dictionary<string, Func<HslSettings, HslSettings>> Known = new(StringComparer.Ordinal)
    {
        ["one-level"] = settings => settings with { Levels = 1 },
        ["three-level"] = settings => settings with { Levels = 3 },
        ["object"] = settings => settings with { Granularity = Granularity.Object },
        ["image"] = settings => settings with { Granularity = Granularity.Image },
        ["sum"] = settings => settings with { Aggregation = RegionAggregation.Sum },
        ["max"] = settings => settings with { Aggregation = RegionAggregation.Max },
        ["top-k"] = settings => settings with { Aggregation = RegionAggregation.TopKMean },
        ["published-loss"] = settings => settings with { Loss = HslLoss.Each },
        ["gru"] = settings => settings with { Encoder = ContextEncoder.Gru },
    };

    /// <summary>The names, for help and messages.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Applies names joined by '+', such as "one-level+max"; null or empty: as published.</summary>
    /// <exception cref="UsageException">A name is not known.</exception>
    public static HslSettings Apply(HslSettings settings, string? variant)
    {
        foreach (var name in (variant ?? "").Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            settings = Known.TryGetValue(name, out var change)
                ? change(settings)
                : throw new UsageException($"The method hsl has no variant '{name}'.", $"Variants, joined by '+': {string.Join(", ", Names)}.");
        }

        return settings;
    }
}
