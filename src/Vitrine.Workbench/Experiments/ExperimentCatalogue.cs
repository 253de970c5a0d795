using System.Security.Cryptography;
using System.Text;
using Vitrine.Catalogue;

namespace Vitrine.Workbench.Experiments;

/// <summary>
/// Which catalogue an experiment was measured on: every field of every product, its photos, its part and its row. The import may be changed as long as it makes this
/// of the same files; a test imports them and compares.
/// </summary>
public static class ExperimentCatalogue
{
    /// <returns>SHA-256 (hexadecimal) over the store's own digests; empty for pairs and candidates, which are read from their files.</returns>
    /// <param name="path">The experiment's store.</param>
    public static string Of(string path)
    {
        if (!SourceKind.Of(path).IsIndexed)
            return "";
        using var store = CatalogueStore.Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{store.DataHash} {store.SplitHash} {store.RowsHash}")));
    }
}
