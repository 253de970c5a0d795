namespace Vitrine.Catalogue;

/// <summary>
/// Tells the rows that translate a product for a store view, as Magento exports them, from the products: a row that is for a view and repeats an id which another
/// row has for all views, or an earlier one for another view.
/// </summary>
/// <remarks>Reads the table beforehand, and keeps the ids that have rows for a view.</remarks>
internal sealed class StoreViews
{
    private readonly HashSet<string> ofAllViews = new(StringComparer.Ordinal);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <param name="options">The import, its columns resolved.</param>
    public static StoreViews Of(ImportOptions options)
    {
        var views = new StoreViews();
        if (options.StoreView is not { } column)
            return views;
        var translated = IdCells.Read(options, options.Id, column).Where(cells => cells[1].Length > 0).Select(cells => cells[0]).ToHashSet(StringComparer.Ordinal);
        if (translated.Count > 0)
            views.ofAllViews.UnionWith(IdCells.Read(options, options.Id, column).Where(cells => cells[1].Length == 0 && translated.Contains(cells[0])).Select(cells => cells[0]));
        return views;
    }

    /// <summary>Whether the next row, in the order of the table, is a translation.</summary>
    /// <param name="id">The row's id.</param>
    /// <param name="view">The store view that it is for; empty for all.</param>
    public bool IsTranslation(string id, string view) => view.Length > 0 && id.Length > 0 && (ofAllViews.Contains(id) || !told.Add(id));
}
