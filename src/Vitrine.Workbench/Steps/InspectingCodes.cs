using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search.Codes;

namespace Vitrine.Workbench;

/// <summary>The step that looks at how well the codes of a model use their bits.</summary>
public static class InspectingCodes
{
    /// <param name="storePath">A store whose products are encoded with the model.</param>
    /// <param name="modelName">A model of codes.</param>
    /// <param name="field">Codes of photos, or of titles.</param>
    /// <exception cref="UsageException">The model gives no codes, or nothing was indexed with it.</exception>
    public static CodeHealth Run(string storePath, string modelName, ItemField field = ItemField.Photo)
    {
        using var store = CatalogueStore.Open(storePath);
        var codes = StoredCodes.Read(store, modelName, field);
        return CodeHealth.Of(codes, [.. codes.Rows.Select(row => store.Categories[row])]);
    }
}
