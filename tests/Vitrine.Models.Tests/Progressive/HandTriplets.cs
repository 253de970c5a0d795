using Vitrine.Catalogue;
using Vitrine.Models.Contract;

namespace Vitrine.Models.Tests.Progressive;

/// <summary>A small shop with changes from each of its products to the next of another kind: "jeans", "make it jeans".</summary>
internal sealed class HandTriplets(ITrainingData shop) : ITrainingData
{
    public string Path => shop.Path;

    public IItemSource Items => shop.Items;

    public CategoryTree Tree => shop.Tree;

    public string DataHash => shop.DataHash;

    public string SplitHash => shop.SplitHash;

    // So small a shop has hardly a product to validate by.
    public IReadOnlyList<int> RowsOf(Part part) => shop.RowsOf(part == Part.Validation ? Part.Test : part);

    public int CategoryOf(int item) => shop.CategoryOf(item);

    public IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>> Attributes(IReadOnlyList<int> items) => shop.Attributes(items);

    public IReadOnlyList<CandidateQuery> ValidationQueries(int most) => shop.ValidationQueries(most);

    public IReadOnlyList<Triplet> Triplets(Part part, CancellationToken cancellation = default)
    {
        var rows = RowsOf(part);
        return [.. rows.SelectMany((row, place) => Enumerable.Range(1, 3).Select(step => rows[(place + step) % rows.Count])
            .Where(target => CategoryOf(target) != CategoryOf(row))
            .Select(target => new Triplet(row, [Kind(target), $"make it {Kind(target)}"], [target])))];
    }

    private string Kind(int item) => Tree.Path(CategoryOf(item))[^1].ToLowerInvariant();
}
