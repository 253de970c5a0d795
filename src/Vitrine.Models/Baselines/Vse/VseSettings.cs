using Vitrine.Catalogue.Text;
using Vitrine.Models.Regions;

namespace Vitrine.Models.Baselines.Vse;

/// <summary>Sizes and words of a VSE++ model, as its model.json keeps them.</summary>
/// <param name="Vocabulary">The words.</param>
/// <param name="Input">Size of the region features.</param>
/// <param name="RegionFeatures">Name and version of the region features; empty: those of a KDD Cup file.</param>
public sealed record VseSettings(Vocabulary Vocabulary, RegionInput Input, string RegionFeatures)
{
    internal const int DefaultMinimumCount = 2;

    /// <summary>Training texts in which a word has to stand to be known.</summary>
    public int MinimumCount { get; init; } = DefaultMinimumCount;

    /// <summary>A longer text loses its tail.</summary>
    public int MostWords { get; init; } = SentenceWords.DefaultMostWords;

    /// <summary>Dimensions of a word's vector.</summary>
    public int WordDimensions { get; init; } = 256;

    /// <summary>Dimensions of the common space.</summary>
    public int Dimensions { get; init; } = 256;

    /// <summary>By how much a right pair has to be more alike than a wrong one.</summary>
    public float Margin { get; init; } = 0.2f;

    public RegionSchedule Schedule { get; init; } = new() { LearningRate = 1e-3f };
}
