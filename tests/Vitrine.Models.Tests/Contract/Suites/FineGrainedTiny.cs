using Vitrine.Models.FineGrained;

namespace Vitrine.Models.Tests.Contract.Suites;

/// <summary>Settings that train in a moment.</summary>
internal static class FineGrainedTiny
{
    public static FineGrainedPreset Preset { get; } = FineGrainedPreset.Default with
    {
        MinimumCount = 2,
        WordDimensions = 8,
        Neighbours = 3,
        TextHidden = 24,
        Landmarks = 16,
        ImageHidden = 32,
        InputDropout = 0.5f,
        Batch = 16,
        Epochs = 6,
    };

    /// <summary>Representations trained on pairs alone.</summary>
    public static FineGrainedPreset Pairs { get; } = FineGrainedPreset.OfTexts with { MinimumCount = 2, WordDimensions = 8, Neighbours = 3, Width = 24, Batch = 16, Epochs = 6 };

    /// <summary>Pairs drawn as published; few steps of many pairs.</summary>
    public static FineGrainedPreset Paper { get; } = FineGrainedPreset.Paper with { MinimumCount = 2, WordDimensions = 8, Neighbours = 3, Width = 16, Batch = 4096, Epochs = 2 };
}
