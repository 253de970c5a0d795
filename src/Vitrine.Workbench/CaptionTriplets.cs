using Vitrine.Catalogue;
using Vitrine.Datasets.RelativeCaptions;
using Vitrine.Models.Contract;

namespace Vitrine.Workbench;

/// <summary>The triplets of a store of images with relative captions: what people said, in the orders that the captions are joined in.</summary>
internal static class CaptionTriplets
{
    /// <summary>Those of a part, without captions whose target is kept secret; null where the store holds something else.</summary>
    public static Func<Part, CancellationToken, IReadOnlyList<Triplet>>? Of(CatalogueStore store) => !CaptionStore.IsOne(store.Path) ? null : (part, cancellation) =>
        [.. CaptionStore.Read(store.Path, part, cancellation).Where(change => change.Target is not null && change.Target != change.Reference)
            .Select(change => new Triplet(RowOf(store, change.Reference), change.Phrasings, [RowOf(store, change.Target!)]))];

    private static int RowOf(CatalogueStore store, string image) => store.Find(image)?.Row
        ?? throw new CatalogueException($"'{store.Path}' has captions of '{image}', and no such product.", "Make the store again.");
}
