using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Training;

namespace Vitrine.Models.Regions;

/// <summary>Pairs of words and image to train on.</summary>
public sealed class RegionPairs
{
    private readonly IReadOnlyList<int[]> words;
    private readonly int[] groups;

    /// <param name="regions">Where the images are.</param>
    /// <param name="items">The image of each pair.</param>
    /// <param name="texts">The numbers of the words of each pair's text.</param>
    public RegionPairs(IRegionSource regions, IReadOnlyList<int> items, IReadOnlyList<int[]> texts)
    {
        (Regions, Items, words) = (regions, items, texts);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        groups = [.. words.Select(text => string.Join(' ', text)).Select(key => numbers.TryAdd(key, numbers.Count) ? numbers.Count - 1 : numbers[key])];
    }

    public int Count => words.Count;

    public IRegionSource Regions { get; }

    /// <summary>The image of each pair.</summary>
    public IReadOnlyList<int> Items { get; }

    /// <summary>The texts of some pairs.</summary>
    public WordBatch Words(ReadOnlySpan<int> pairs) => WordBatch.Of(Pick(pairs, words));

    /// <summary>A number per pair, the same for texts that read the same.</summary>
    public int[] Groups(ReadOnlySpan<int> pairs) => Pick(pairs, groups);

    /// <summary>The images of some pairs.</summary>
    public int[] Images(ReadOnlySpan<int> pairs) => Pick(pairs, Items);

    /// <summary>
    /// The pairs in the order of an epoch, in runs of texts that share a word. At random a batch holds few texts about the same kind of thing, and a
    /// model that tells shirts from shoes has nothing more to learn from it; beside other shirts, or other red things, the rest of the words counts.
    /// </summary>
    /// <param name="seed">Of the training.</param>
    /// <param name="epoch">0-based.</param>
    /// <param name="run">Pairs that share a word; 1: any order.</param>
    public int[] Order(ulong seed, int epoch, int run)
    {
        var order = RandomStreams.Order(seed, epoch, Count);
        if (run <= 1)
            return order;

        // Each text stands under one of its words, another one each epoch.
        var random = RandomStreams.For(seed, "words", epoch);
        int[] drawn = [.. words.Select(text => text[random.NextInt(text.Length)])];
        int[] sorted = [.. order.OrderBy(pair => drawn[pair])]; // keeps the random order within a word
        var runs = new int[(Count + run - 1) / run];
        for (var i = 0; i < runs.Length; i++)
            runs[i] = i;
        random.Shuffle<int>(runs);
        return [.. runs.SelectMany(r => sorted[(r * run)..Math.Min(Count, (r + 1) * run)])];
    }

    private static T[] Pick<T>(ReadOnlySpan<int> pairs, IReadOnlyList<T> of)
    {
        var picked = new T[pairs.Length];
        for (var i = 0; i < picked.Length; i++)
            picked[i] = of[pairs[i]];
        return picked;
    }
}
