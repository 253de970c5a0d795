using Vitrine.Catalogue;
using Vitrine.Search.Fields;

namespace Vitrine.Search.Shop;

/// <summary>
/// Which of what was found a query wants to see: what is near enough, in one of its variants all that is asked for, and of each value of a field the best alone. A product with several values stands for all of them,
/// one with none for itself.
/// </summary>
/// <param name="query">The query.</param>
/// <param name="store">The products; must outlive this.</param>
/// <param name="fields">Of the shop.</param>
/// <param name="ofVariants">What a variant has to be.</param>
/// <exception cref="UsageException">There is no such field, or it is none of texts.</exception>
internal sealed class HitChoice(ShopQuery query, CatalogueStore store, ShopFields fields, VariantChoice ofVariants)
{
    // Each is read from the store, while somebody waits.
    private const int MostRead = 200;

    private readonly string? groupBy = query.GroupBy is null ? null : TextField(fields.Named(query.GroupBy));

    /// <summary>Whether hits of a value stand for each other.</summary>
    public bool IsGrouped => groupBy is not null;

    /// <summary>Whether a hit is near enough.</summary>
    public bool IsNear(Found found) => query.CutOff is not { } cutOff || found.Nearness switch
    {
        MatchProbability match => match.Value >= cutOff,
        VectorScore vector => vector.Score >= cutOff,
        CodeDistance code => code.Distance <= cutOff,
        _ => true,
    };

    /// <summary>The hits to be seen, in their order.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="without">A field of which nothing was asked when it was found; null for none.</param>
    public Found[] Of(IEnumerable<Found> found, string? without = null)
    {
        var (read, variants) = (0, without is null ? ofVariants : ofVariants.Without(without));
        var near = found.Where(IsNear).Where(hit => !variants.IsNeededFor(hit.Row) || read++ >= MostRead || variants.Passes(store[hit.Row]));
        return [.. groupBy is null ? near : BestOfEach(near, groupBy)];
    }

    private IEnumerable<Found> BestOfEach(IEnumerable<Found> found, string field)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hit in found)
        {
            string[] values = [.. ProductFields.TextsOf(store[hit.Row], field)];
            if (values.Length == 0 || !seen.Overlaps(values))
                yield return hit;
            seen.UnionWith(values);
        }
    }

    private static string TextField(ShopField field) => field.Kind == ShopFieldKind.Text ? field.Name
        : throw new UsageException($"The field '{field.Name}' holds no texts, by which hits are grouped.", "Group by an attribute, such as the brand.");
}
