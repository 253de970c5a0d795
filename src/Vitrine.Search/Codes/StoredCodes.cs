using Vitrine.Catalogue;
using Vitrine.Index;
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
        var (rows, codes) = (new List<int>(), new List<ulong>());
        foreach (var (row, code) in index is FolderSnapshot { Embedded: var embedded } ? ByRow(embedded, store.Count) : index.Items().OrderBy(item => item.Row).DistinctBy(item => item.Row).Select(item => (item.Row, item.Code.ToArray())))
        {
            rows.Add(row);
            codes.AddRange(code);
        }

        return new StoredCodes(index.Schema.CodeBitsPerLayer, rows, codes);
    }

    private static IEnumerable<(int Row, ulong[] Code)> ByRow(IndexSnapshot index, int rowCount)
    {
        var code = new ulong[(index.Schema.CodeBitsPerLayer.Sum() + 63) / 64];
        for (var row = 0; row < rowCount; row++)
        {
            if (index.CopyCode(row, code))
                yield return (row, code);
        }
    }
}
