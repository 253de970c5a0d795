using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Training;

namespace Vitrine.Models.FineGrained;

/// <summary>Titles as bags of words, each with a class: what labels of pairs are learned from.</summary>
internal sealed class LabelledTitles
{
    private readonly IReadOnlyList<(int Term, float Weight)>[] bags;

    /// <param name="titles">Of some items.</param>
    /// <param name="vocabulary">The words that are seen.</param>
    /// <param name="weighting">What each weighs.</param>
    /// <param name="classes">Of the same items.</param>
    public LabelledTitles(IEnumerable<string> titles, Vocabulary vocabulary, TermWeighting weighting, int[] classes)
    {
        var words = new BagOfWords(vocabulary, weighting);
        bags = [.. titles.Select(words.Sparse)];
        Classes = classes;
    }

    public int Count => bags.Length;

    /// <summary>The class of each.</summary>
    public int[] Classes { get; }

    /// <summary>The titles of some.</summary>
    public TermBatch Take(int[] items) => TermBatch.Of(Array.ConvertAll(items, item => bags[item]));

    /// <summary>The classes of some items: the finest layer of the tree that has enough products of a class to compare.</summary>
    public static int[] ClassesOf(ITrainingData data, IReadOnlyList<int> items) =>
        ClassLayer.Of(layer => [.. items.Select(item => data.Tree.Label(data.CategoryOf(item), layer))], data.Tree.Depth);
}
