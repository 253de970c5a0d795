using Vitrine.Catalogue;

namespace Vitrine.Models.Contract;

/// <summary>What a method learns from: items with words, categories and parts, in a folder that keeps the model.</summary>
public interface ITrainingData
{
    /// <summary>The folder of the models, and of copies of the networks that they stand on: a store, or the files of a benchmark.</summary>
    string Path { get; }

    IItemSource Items { get; }

    CategoryTree Tree { get; }

    /// <summary>Identifies the items, whatever is learned from them.</summary>
    string DataHash { get; }

    /// <summary>Identifies which of them are learned from.</summary>
    string SplitHash { get; }

    /// <summary>The items of a part that have all that <see cref="Items"/> can show, always in the same order for the same items. A method learns from <see cref="Part.Train"/>, and may choose by <see cref="Part.Validation"/>.</summary>
    IReadOnlyList<int> RowsOf(Part part);

    /// <summary>The category of an item, an index into <see cref="Tree"/>.</summary>
    int CategoryOf(int item);

    /// <summary>Attribute names and values of some items, in the order asked for.</summary>
    IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>> Attributes(IReadOnlyList<int> items);

    /// <summary>Queries of the validation part, each with items to rank: what an epoch is chosen by.</summary>
    /// <param name="most">At most so many.</param>
    IReadOnlyList<CandidateQuery> ValidationQueries(int most);

    /// <summary>Queries of a picture and words that change it, references and targets both of one part; empty where the data know of none.</summary>
    /// <param name="part">Of the split.</param>
    /// <param name="cancellation">Stops looking for them.</param>
    IReadOnlyList<Triplet> Triplets(Part part, CancellationToken cancellation = default) => [];
}
