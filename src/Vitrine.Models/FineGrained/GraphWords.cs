using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;

namespace Vitrine.Models.FineGrained;

/// <summary>The words that become nodes of a graph.</summary>
internal static class GraphWords
{
    // In a small shop a word of a few titles is common.
    private const int TextsPerCount = 200;
    private const int FewestTexts = 2;

    /// <param name="texts">Of the training part.</param>
    /// <param name="preset">Says how many of them a word has to stand in, where there are enough.</param>
    /// <exception cref="UsageException">The texts share no word.</exception>
    public static Vocabulary Of(IReadOnlyCollection<string> texts, FineGrainedPreset preset)
    {
        var least = Math.Clamp(texts.Count / TextsPerCount, FewestTexts, Math.Max(FewestTexts, preset.MinimumCount));
        var vocabulary = Vocabulary.Build(texts, least);
        return vocabulary.Count > 0
            ? vocabulary
            : throw new UsageException($"No word stands in {least} of the {texts.Count:N0} training titles: no graph can be made of them.", "Import titles of several words (--title COL,COL), or more products.");
    }
}
