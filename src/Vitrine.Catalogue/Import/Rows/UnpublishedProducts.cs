namespace Vitrine.Catalogue;

/// <summary>Tells the rows that a shop does not show: drafts, archived and hidden products, with all their rows, and single variants.</summary>
/// <remarks>Reads the table beforehand, and keeps the ids of the products that are not published.</remarks>
internal sealed class UnpublishedProducts
{
    // As shop systems write it: WooCommerce 0 and -1, Shopify draft, archived, unlisted and FALSE; and words of spreadsheets.
    private static readonly HashSet<string> Hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "0", "-1", "no", "n", "false", "off", "draft", "archived", "unlisted", "inactive", "disabled", "hidden", "private", "pending", "trash", "deleted", "unpublished", "not published",
        "nein", "falsch", "inaktiv", "deaktiviert", "entwurf", "non", "faux", "inactif", "brouillon", "falso", "inactivo", "borrador",
    };

    // Magento's column, and how it says no.
    private const string Online = "productonline", NotOnline = "2";

    private readonly HashSet<string> products = new(StringComparer.Ordinal);

    /// <param name="rows">The rows of the table, each as <see cref="Has"/> takes it.</param>
    public static UnpublishedProducts Of(IEnumerable<(string Own, string Product, IReadOnlyList<(string Column, string Cell)> Status)> rows)
    {
        var unpublished = new UnpublishedProducts();
        unpublished.products.UnionWith(rows.Where(row => row.Product.Length > 0 && row.Own == row.Product && IsHidden(row.Status)).Select(row => row.Product));
        return unpublished;
    }

    /// <summary>Whether a row is not shown: it says so, or its product's own row does.</summary>
    /// <param name="product">The id of its product; empty where it has none.</param>
    /// <param name="status">The columns that say it, with the row's cells.</param>
    public bool Has(string product, IReadOnlyList<(string Column, string Cell)> status) => products.Contains(product) || IsHidden(status);

    private static bool IsHidden(IReadOnlyList<(string Column, string Cell)> status) => status.Any(said => Hidden.Contains(said.Cell) || (said.Cell == NotOnline && HeaderKey.Of(said.Column) == Online));
}
