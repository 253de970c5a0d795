using Vitrine.Catalogue;
using Vitrine.Evaluation;
using Vitrine.Models.Contract;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Hashing;

/// <summary>
/// Who asks and what is searched where products find others of their category, as <see cref="CategoryTask"/> asks it: tests hold the two to the same figures.
/// </summary>
internal sealed record CategoryQuestion
{
    /// <summary>Smaller categories stay in the gallery but are not averaged as queries.</summary>
    public const int MinimumGalleryItems = 10;

    /// <summary>Product rows that ask.</summary>
    public required int[] Queries { get; init; }

    /// <summary>Product rows that are searched.</summary>
    public required IReadOnlyList<int> Gallery { get; init; }

    /// <summary>Of the queries, [layer][query], coarse first.</summary>
    public required int[][] QueryLabels { get; init; }

    /// <summary>Of the gallery, [layer][item].</summary>
    public required int[][] GalleryLabels { get; init; }

    /// <summary>What was left out, as training saw it elsewhere.</summary>
    public required LeftOutTrained LeftOut { get; init; }

    /// <summary>What a reader has to know.</summary>
    public required ProtocolRecord Protocol { get; init; }

    /// <summary>Layers of the tree.</summary>
    public int Layers => QueryLabels.Length;

    /// <exception cref="MeasurementException">There is nothing to measure.</exception>
    public static CategoryQuestion Of(RetrievalTask retrieval)
    {
        var (store, request) = (retrieval.Store, retrieval.Request);
        var isUnseen = request.Gallery == GalleryRule.Unseen;
        var rows = Evaluating.RowsOf(store, request.Part);
        var halves = isUnseen ? store.ReadHalves(retrieval.Cancellation) : null;
        var asking = retrieval.Foreign.LeaveOut(halves is null ? rows : [.. rows.Where(row => halves[row])], $"{retrieval.PartName} products", out var knownQueries);
        var (gallery, knownItems) = (Evaluating.RowsOf(store, Part.Train), 0);
        if (halves is not null)
        {
            int[] searched = [.. rows.Where(row => !halves[row]).Concat(request.Part == Part.Validation ? [] : store.PhotographedRowsOf(Part.Validation)).Order()];
            gallery = retrieval.Foreign.LeaveOut(searched, "gallery products", out knownItems);
        }

        var queries = QuerySample.Of(asking, store.Count);
        var large = gallery.CountBy(row => store.Categories[row]).Where(pair => pair.Value >= MinimumGalleryItems).Select(pair => pair.Key).ToHashSet();
        if (!queries.Any(row => large.Contains(store.Categories[row])))
        {
            throw new MeasurementException($"No {retrieval.PartName} product's category has {MinimumGalleryItems} gallery products.",
                isUnseen ? "Measure with --gallery training, or on a larger shop." : "Categories can be measured on a larger shop only.");
        }

        var leftOut = new LeftOutTrained(knownQueries, knownItems);
        return new CategoryQuestion
        {
            Queries = queries,
            Gallery = gallery,
            QueryLabels = LabelsOf(store, queries),
            GalleryLabels = LabelsOf(store, gallery),
            LeftOut = leftOut,
            Protocol = new ProtocolRecord
            {
                Part = retrieval.NameOf(queries, asking),
                Excluded = leftOut.InWords,
                Gallery = isUnseen ? $"{retrieval.PartName} products of other titles than the queries'{(request.Part == Part.Validation ? "" : ", and validation products")}; training saw none" : "training products",
                Relevance = $"same finest category (of {MinimumGalleryItems} or more gallery products)",
                SelfMatch = "not in gallery",
                SplitHash = store.SplitHash,
            },
        };
    }

    /// <summary>The queries against one field of the gallery.</summary>
    public RankedField Rank(RetrievalTask retrieval, ItemField field) => retrieval.Rank(field, Queries,
        rows => field == ItemField.Photo ? [.. retrieval.Items.Titles(rows).Select(Query.Words)] : [.. rows.Select(row => Query.Like(retrieval.Items, row))], Gallery);

    /// <summary>On how many layers each item of the gallery has the label of a query.</summary>
    public int[] LayersInCommon(int query)
    {
        var common = new int[Gallery.Count];
        for (var layer = 0; layer < Layers; layer++)
        {
            for (var item = 0; item < common.Length; item++)
                common[item] += GalleryLabels[layer][item] == QueryLabels[layer][query] ? 1 : 0;
        }

        return common;
    }

    private static int[][] LabelsOf(CatalogueStore store, IReadOnlyList<int> rows) =>
        [.. Enumerable.Range(1, store.Tree.Depth).Select(layer => rows.Select(row => store.Tree.Label(store.Categories[row], layer)).ToArray())];
}
