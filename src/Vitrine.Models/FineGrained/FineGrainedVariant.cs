using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Tensors;

namespace Vitrine.Models.FineGrained;

/// <summary>Departures from a preset, by name: each difference between the published settings and ours, and the modes of the labels.</summary>
internal static class FineGrainedVariant
{
    private static readonly Dictionary<string, Func<FineGrainedPreset, FineGrainedPreset>> OfBoth = new(StringComparer.Ordinal)
    {
        ["counts"] = preset => preset with { Weighting = TermWeighting.Count },
        ["tf-idf"] = preset => preset with { Weighting = TermWeighting.TfIdf },
        ["drawn-filters"] = preset => preset with { StartsAsIdentity = false },
        ["raw-features"] = preset => preset with { RootFeatures = false, Landmarks = 0 },
        ["root-features"] = preset => preset with { RootFeatures = true },
        ["drawn-pairs"] = preset => preset with { ComparesAll = false },
        ["all-pairs"] = preset => preset with { ComparesAll = true },
        ["linear-image"] = preset => preset with { ImageHidden = 0, InputDropout = 0 },
        ["hidden-image"] = preset => preset with { ImageHidden = 512, InputDropout = 0.5f },
        ["pair-paths"] = PairPaths,
        ["landmarks"] = preset => preset with { RootFeatures = true, Landmarks = 1024 },
        ["no-landmarks"] = preset => preset with { Landmarks = 0 },
        ["more-words"] = preset => preset with { MinimumCount = 4 },
        ["wide"] = preset => preset with { Width = 1024 },
        ["margin-0.6"] = preset => preset with { Loss = new MeanVarianceSettings(0.6f, 0.35f) },
    };

    private static readonly Dictionary<string, Func<FineGrainedPreset, FineGrainedPreset>> OfLabels = new(StringComparer.Ordinal)
    {
        ["batch-mean"] = preset => preset with { Labels = PairLabels.BatchMean },
        ["none"] = preset => preset with { Labels = PairLabels.None },
        ["separate-sides"] = preset => preset with { HasSeparateSides = true },
    };

    // What makes representations classes is taken back, and nothing else: other variants stand, in whatever order they are named.
    private static FineGrainedPreset PairPaths(FineGrainedPreset preset)
    {
        var pairs = FineGrainedPreset.OfTexts;
        return preset with
        {
            RepresentsClasses = pairs.RepresentsClasses,
            FirstProductWeight = pairs.FirstProductWeight,
            Keep = pairs.Keep,
            TextHidden = pairs.TextHidden,
            TextDropout = pairs.TextDropout,
            Landmarks = pairs.Landmarks,
            ImageHidden = pairs.ImageHidden,
            InputDropout = pairs.InputDropout,
            Batch = pairs.Batch,
            Epochs = pairs.Epochs,
            Decay = pairs.Decay,
            Regularisation = pairs.Regularisation,
            Loss = pairs.Loss,
        };
    }

    /// <summary>The names for GIN.</summary>
    public static IEnumerable<string> Names => OfBoth.Keys;

    /// <summary>Those and the names for labels.</summary>
    public static IEnumerable<string> NamesWithLabels => OfBoth.Keys.Concat(OfLabels.Keys);

    /// <summary>Applies names joined by '+'; null or empty: the preset as it is.</summary>
    public static FineGrainedPreset Apply(FineGrainedPreset preset, string? variant) =>
        MethodOptions.Names(variant).Aggregate(preset, (changed, name) => (OfBoth.GetValueOrDefault(name) ?? OfLabels[name])(changed));
}
