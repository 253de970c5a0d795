using Vitrine.Models.Contract;
using Vitrine.Models.Encoders.Texts;

namespace Vitrine.Models.Regions;

/// <summary>Pairs of words and image to train on.</summary>
public sealed class RegionPairs
{
    private readonly IReadOnlyList<int[]> words;
    private readonly int[] groups;

    /// <param name="regions">Where the images are.</param>
    /// <param name="items">The image of each pair.</param>
    /// <param name="texts">The text of each pair.</param>
    /// <param name="wordsOf">The numbers of the words of a text.</param>
    public RegionPairs(IRegionSource regions, IReadOnlyList<int> items, IReadOnlyList<string> texts, Func<string, int[]> wordsOf)
    {
        (Regions, Items, words) = (regions, items, [.. texts.Select(wordsOf)]);
        groups = TextGroups.Of(texts);
    }

    public int Count => words.Count;

    public IRegionSource Regions { get; }

    /// <summary>The image of each pair.</summary>
    public IReadOnlyList<int> Items { get; }

    /// <summary>The texts of some pairs.</summary>
    public WordBatch Words(ReadOnlySpan<int> pairs) => WordBatch.Of(Pick(pairs, words));

    /// <summary>A number per pair, the same for texts that say the same.</summary>
    public int[] Groups(ReadOnlySpan<int> pairs) => Pick(pairs, groups);

    /// <summary>The images of some pairs.</summary>
    public int[] Images(ReadOnlySpan<int> pairs) => Pick(pairs, Items);

    private static T[] Pick<T>(ReadOnlySpan<int> pairs, IReadOnlyList<T> of)
    {
        var picked = new T[pairs.Length];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = of[pairs[i]];
        return picked;
    }
}
