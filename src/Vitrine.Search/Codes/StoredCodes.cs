using Vitrine.Catalogue;
using Vitrine.Models.Contract;

namespace Vitrine.Search.Codes;

/// <summary>The codes of a store's products as the index of a model has them.</summary>
/// <param name="BitsPerLayer">Coarse first.</param>
/// <param name="Rows">The products that have a code.</param>
/// <param name="Words">[rows × words of a code], as <see cref="ItemBlock.Codes"/>.</param>
public sealed record StoredCodes(IReadOnlyList<int> BitsPerLayer, IReadOnlyList<int> Rows, IReadOnlyList<ulong> Words)
{
    /// <summary>Reads those of a field.</summary>
    /// <param name="store">The products.</param>
    /// <param name="modelName">A model of the store.</param>
    /// <param name="field">Photos or titles.</param>
    /// <exception cref="UsageException">Nothing was indexed, products or weights have changed since, or the model gives no codes.</exception>
    public static StoredCodes Read(CatalogueStore store, string modelName, ItemField field = ItemField.Photo)
    {
        using var index = GalleryFolder.OpenIndex(store, modelName, field);
        if (index.Schema.CodeBitsPerLayer.Count == 0)
            throw new UsageException($"The model '{modelName}' gives no codes.", "Name a model of codes, such as one of --method hichnet.");
        var words = (index.Schema.CodeBitsPerLayer.Sum() + 63) / 64;
        var (rows, codes, code) = (new List<int>(), new List<ulong>(), new ulong[words]);
        for (var row = 0; row < store.Count; row++)
        {
            if (!index.CopyCode(row, code))
                continue;
            rows.Add(row);
            codes.AddRange(code);
        }

        return new StoredCodes(index.Schema.CodeBitsPerLayer, rows, codes);
    }
}
