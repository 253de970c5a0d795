namespace Vitrine.Catalogue;

/// <summary>Tells the rows that a shop does not show: drafts, archived and hidden products, with all their rows, and single variants.</summary>
/// <remarks>Reads the table beforehand, and keeps the ids of the products that are not published.</remarks>
internal sealed class UnpublishedProducts
{
    // As shop systems write it: WooCommerce 0 and -1, Magento 2, Shopify draft, archived, unlisted and FALSE; and words of spreadsheets.
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "0", "-1", "2", "no", "n", "false", "off", "draft", "archived", "unlisted", "inactive", "disabled", "hidden", "private", "pending", "trash", "deleted", "unpublished", "not published",
        "nein", "falsch", "inaktiv", "deaktiviert", "entwurf", "non", "faux", "inactif", "brouillon", "falso", "inactivo", "borrador",
    };

    private readonly HashSet<string> products = new(StringComparer.Ordinal);

    /// <param name="options">The import, its columns resolved.</param>
    /// <param name="rows">The cells of the columns that say it, and whose they are: the row's own id and its product's.</param>
    public static UnpublishedProducts Of(ImportOptions options, IEnumerable<(string Own, string Product, IReadOnlyList<string> Status)> rows)
    {
        var unpublished = new UnpublishedProducts();
        if (options.Status.Count > 0)
            unpublished.products.UnionWith(rows.Where(row => row.Own == row.Product && IsHidden(row.Status)).Select(row => row.Product));
        return unpublished;
    }

    /// <summary>Whether a row is not shown: it says so, or its product's own row does.</summary>
    public bool Has(string product, IReadOnlyList<string> status) => products.Contains(product) || IsHidden(status);

    private static bool IsHidden(IReadOnlyList<string> status) => status.Any(Hidden.Contains);
}
