using Vitrine.Catalogue;
using Vitrine.Datasets.LabelledPairs;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench.LabelledPairs;

/// <summary>A folder of labelled pairs as something to learn from, and to be measured on. Its tree has one layer: the classes.</summary>
public sealed class PairTrainingData : ITrainingData, IDisposable
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoAttributes = new Dictionary<string, IReadOnlyList<string>>();

    private readonly PairFolder folder;
    private readonly int[] categories;

    private PairTrainingData(PairFolder folder)
    {
        this.folder = folder;
        Items = new PairItems(folder);
        // By name, not by row: a split that comes in another order is the same data.
        string[] names = [.. folder.Pairs.Select(pair => pair.Category).Distinct().Order(StringComparer.Ordinal)];
        Tree = new CategoryTree([.. names.Select(name => (string[])[name])]);
        categories = [.. folder.Pairs.Select(pair => Array.IndexOf(names, pair.Category))];
    }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="BadDataException">A file cannot be understood.</exception>
    public static PairTrainingData Open(string path, CancellationToken cancellation = default) => new(PairFolder.Open(path, cancellation));

    public string Path => folder.Path;

    public IItemSource Items { get; }

    public CategoryTree Tree { get; }

    public string DataHash => folder.DataHash;

    /// <summary>The split comes with the data.</summary>
    public string SplitHash => folder.DataHash;

    public IReadOnlyList<int> RowsOf(Part part) => [.. folder.Pairs.Index().Where(pair => pair.Item.Part == part).Select(pair => pair.Index)];

    public int CategoryOf(int item) => categories[item];

    public IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>> Attributes(IReadOnlyList<int> items) => items.Select(_ => NoAttributes);

    /// <summary>Validation texts search validation pictures; right are those of their class.</summary>
    public IReadOnlyList<CandidateQuery> ValidationQueries(int most)
    {
        int[] rows = [.. RowsOf(Part.Validation).Take(most)];
        return [.. rows.Zip(Items.Titles(rows)).Select(pair =>
            new CandidateQuery(folder.Pairs[pair.First].TextId, pair.Second, rows, [.. rows.Select(row => categories[row] == categories[pair.First])]))];
    }

    // Nothing stays open: the pairs are in memory.
    public void Dispose()
    {
    }
}
