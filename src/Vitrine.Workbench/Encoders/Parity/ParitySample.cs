using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;
using Vitrine.Datasets.Shop;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench.Encoders.Parity;

/// <summary>Products to compare networks on: no two with the same title or the same photo, so that each title has one answer.</summary>
/// <param name="Titles">One a product.</param>
/// <param name="ReadPhoto">The photo of a product as a file; safe for several threads.</param>
internal sealed record ParitySample(IReadOnlyList<string> Titles, Func<int, byte[]> ReadPhoto)
{
    // A share of a thousand wavers by a point or less, and a small network takes them in a minute.
    private const int MostProducts = 1000;

    // Ten of fewer would be found by chance.
    private const int FewestProducts = 50;

    // The test part stays for the figures that are reported in the end.
    private static readonly Part[] Parts = [Part.Validation, Part.Train];

    public int Count => Titles.Count;

    /// <summary>Of a store: from the validation part, and from the training part where that is too small.</summary>
    /// <param name="store">Not disposed here.</param>
    /// <param name="needsPhotos">Whether products without a photo are of no use.</param>
    /// <exception cref="MeasurementException">It has too few products.</exception>
    public static ParitySample Of(CatalogueStore store, bool needsPhotos)
    {
        var (titles, photos, rows) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<int>(), new List<int>());
        foreach (var part in Parts)
        {
            var candidates = needsPhotos ? store.PhotographedRowsOf(part) : store.RowsOf(part);
            int[] distinct = [.. candidates.Zip(store.TitlesOf(candidates)).Where(pair => titles.Add(SameTitle.KeyOf(pair.Second)) && (!needsPhotos || photos.Add(store.PhotoOf(pair.First)))).Select(pair => pair.First)];
            rows.AddRange(QuerySample.Spread(distinct, MostProducts - rows.Count));
            if (rows.Count == MostProducts)
                break;
        }

        return rows.Count >= FewestProducts
            ? new ParitySample([.. store.TitlesOf(rows)], item => store.ReadImage(rows[item]))
            : throw new MeasurementException($"'{store.Path}' has {rows.Count} products of the validation and training part with titles{(needsPhotos ? " and photos" : "")} of their own; at least {FewestProducts} are needed.",
                "Name a larger store, or leave --store out for drawn products.");
    }

    /// <summary>Drawn ones, the same every time.</summary>
    public static ParitySample Drawn()
    {
        ShopProduct[] products = [.. ShopGenerator.Generate(new ShopOptions(2 * MostProducts)).Products.DistinctBy(product => SameTitle.KeyOf(product.Title)).Take(MostProducts)];
        return new ParitySample([.. products.Select(product => product.Title)], item => ShopPhotographer.Photograph(products[item]));
    }
}
