using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Items;

/// <summary>A store as something to learn from.</summary>
/// <param name="store">Not disposed here.</param>
/// <param name="exactTriplets">The triplets of a part, where somebody knows them exactly; null: they are looked for.</param>
public sealed class StoreTrainingData(CatalogueStore store, Func<Part, CancellationToken, IReadOnlyList<Triplet>>? exactTriplets = null) : ITrainingData
{
    public string Path => store.Path;

    public IItemSource Items { get; } = new StoreItems(store);

    public CategoryTree Tree => store.Tree;

    public string DataHash => store.DataHash;

    public string SplitHash => store.SplitHash;

    // A product without a photo teaches nothing about what is seen.
    public IReadOnlyList<int> RowsOf(Part part) => store.PhotographedRowsOf(part);

    public int CategoryOf(int item) => store.Categories[item];

    public IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>> Attributes(IReadOnlyList<int> items) => items.Select(item => store[item].Attributes);

    /// <summary>Validation titles search validation photos; right is the product itself, or one with the same title.</summary>
    public IReadOnlyList<CandidateQuery> ValidationQueries(int most)
    {
        int[] rows = [.. RowsOf(Part.Validation).Take(most)];
        string[] titles = [.. Items.Titles(rows)];
        string[] keys = [.. titles.Select(SameTitle.KeyOf)];
        return [.. rows.Select((row, i) => new CandidateQuery($"{row}", titles[i], rows, [.. keys.Select(key => key == keys[i])]))];
    }

    /// <summary>Those that are known exactly; else found in titles and, where a product is known well, in attributes, in six phrasings each.</summary>
    public IReadOnlyList<Triplet> Triplets(Part part, CancellationToken cancellation = default) => exactTriplets is not null
        ? exactTriplets(part, cancellation)
        : [.. TitleChanges.Find(store, part, cancellation).Concat(NeighbourChanges.Find(store, part, cancellation)).Select(change =>
            new Triplet(change.Reference, ChangeWording.Of(change.Attribute, change.From, change.To), change.Targets) { HardNegatives = change.Unchanged })];
}
