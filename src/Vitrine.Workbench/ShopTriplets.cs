using Vitrine.Catalogue;
using Vitrine.Datasets.Shop;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench;

/// <summary>The exact triplets of a synthetic shop.</summary>
internal static class ShopTriplets
{
    /// <summary>Those of a part; null where the store holds something else.</summary>
    public static Func<Part, CancellationToken, IReadOnlyList<Triplet>>? Of(CatalogueStore store) =>
        ShopItems.AreIn(store) ? (part, cancellation) => [.. ShopItems.Changes(store, part, cancellation).Select(change => Triplet(store, change))] : null;

    private static Triplet Triplet(CatalogueStore store, ShopChange change) => new(RowOf(store, change.Reference), change.Paraphrases, RowsOf(store, change.Targets))
    {
        HardNegatives = RowsOf(store, change.HardNegatives),
        SecondReference = change.Second is { } second ? RowOf(store, second) : null,
        KeptShare = 1 - (float)change.Changed.Count / change.Attributes,
    };

    private static int[] RowsOf(CatalogueStore store, IReadOnlyList<string> ids) => [.. ids.Select(id => RowOf(store, id))];

    private static int RowOf(CatalogueStore store, string id) => store.Find(id)!.Row;
}
