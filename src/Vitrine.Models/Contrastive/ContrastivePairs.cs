using Vitrine.Models.Encoders.Texts;

namespace Vitrine.Models.Contrastive;

/// <summary>The training part as pairs of photo and title, with labels.</summary>
internal sealed class ContrastivePairs
{
    private readonly int[][] tokens;
    private readonly int[] groups;
    private readonly ProductLabels labels;

    /// <param name="titles">Of the training items.</param>
    /// <param name="labels">Their labels.</param>
    /// <param name="encoder">Turns titles into tokens.</param>
    public ContrastivePairs(IReadOnlyList<string> titles, ProductLabels labels, TextEncoder encoder)
    {
        this.labels = labels;
        tokens = [.. titles.Select(encoder.Tokens)];
        groups = TextGroups.Of(titles);
    }

    /// <summary>The titles of all pairs.</summary>
    public IReadOnlyList<int[]> AllTexts => tokens;

    /// <summary>The titles of some pairs.</summary>
    public int[][] Texts(int[] pairs) => Array.ConvertAll(pairs, pair => tokens[pair]);

    /// <summary>A number per pair, the same for titles that say the same.</summary>
    public int[] Groups(int[] pairs) => Array.ConvertAll(pairs, pair => groups[pair]);

    /// <summary>[head][pair]</summary>
    public IReadOnlyList<int[]> Labels(int[] pairs) => labels.Pick(pairs);
}
