using Vitrine.Catalogue;
using Vitrine.Index;
using Vitrine.Models.Contract;

namespace Vitrine.Search.Codes;

/// <summary>
/// The codes of one field of all products, ranked by a weighted distance: the query says how sure it is of each of its bits (<see cref="EncodedQuery.BitWeights"/>),
/// and a bit that might as well have been the other one counts little. It breaks most ties of the plain distance. Safe to use from several threads.
/// </summary>
public sealed class WeightedGallery : IDisposable
{
    private readonly IIndexSnapshot index;

    private WeightedGallery(IIndexSnapshot index) => this.index = index;

    /// <summary>Opens what <see cref="GalleryWriter"/> made of a field.</summary>
    /// <param name="store">The products.</param>
    /// <param name="modelName">A model of the store.</param>
    /// <param name="model">What that model gives.</param>
    /// <param name="field">What is searched.</param>
    /// <exception cref="UsageException">The model does not say how sure it is of its bits; nothing was made, or products or weights have changed since.</exception>
    public static WeightedGallery Open(CatalogueStore store, string modelName, ModelDescription model, ItemField field) => model.HasBitWeights
        ? new WeightedGallery(GalleryFolder.OpenIndex(store, modelName, field))
        : throw new UsageException($"The model '{modelName}' does not say how sure it is of the bits of a query.", "Compare by plain codes, or train a method of codes, such as hichnet.");

    /// <summary>The rows nearest to a query, nearest first; equally near ones in the order of their ids. A row of several photos is found once.</summary>
    /// <param name="query">Encoded for this field, with weights.</param>
    /// <param name="k">Hits wanted; fewer come back when fewer rows pass the filter.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public IReadOnlyList<(int Row, WeightedDistance Nearness)> Nearest(EncodedQuery query, int k, RowSet? filter = null)
    {
        for (var wanted = k; ; wanted = (int)Math.Min(Array.MaxLength, 2L * wanted))
        {
            var found = index.SearchWeightedCodes(query.Code, query.BitWeights, wanted, filter);
            var distinct = found.DistinctBy(match => match.Row).Take(k).ToArray();
            if (distinct.Length == k || found.Length < wanted)
                return [.. distinct.Select(match => (match.Row, new WeightedDistance(match.Distance)))];
        }
    }

    /// <summary>The distance of every row, in the order in which <see cref="Nearest"/> ranks them.</summary>
    /// <param name="query">Encoded for this field, with weights.</param>
    /// <param name="byRow">A place for each row of the store; +∞ for those that are not in the index.</param>
    public void Distances(EncodedQuery query, Span<float> byRow)
    {
        if (index is FolderSnapshot { Embedded: var embedded })
        {
            embedded.WeightedDistances(query.Code, query.BitWeights, byRow);
            return;
        }

        byRow.Fill(float.PositiveInfinity);
        foreach (var match in index.SearchWeightedCodes(query.Code, query.BitWeights, index.Count))
            byRow[match.Row] = Math.Min(byRow[match.Row], (float)match.Distance);
    }

    /// <inheritdoc/>
    public void Dispose() => index.Dispose();
}
