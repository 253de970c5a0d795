using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Vitrine.Platform;

namespace Vitrine.Catalogue.Photos;

/// <summary>
/// What stands in <c>.json</c> beside the rows: what they are, for whoever opens the folder, and for which state of the store they were last found complete,
/// so that the next opening need not look at every photo's content. Losing it costs that look and nothing else.
/// </summary>
/// <param name="RowBytes">Length of a row.</param>
/// <param name="Rows">Rows at the time.</param>
/// <param name="Store">As <see cref="StateOf"/>.</param>
internal sealed record PhotoRowMemo(int RowBytes, long Rows, string Store)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>SHA-256 (hexadecimal) over the store's data hash and the photo numbers of every row: which content has which number.</summary>
    public static string StateOf(CatalogueStore store)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(store.DataHash));
        for (var row = 0; row < store.Count; row++)
        {
            hash.AppendData(MemoryMarshal.AsBytes(store.PhotosOf(row)));
            hash.AppendData([0xff, 0xff, 0xff, 0xff]); // the end of a row: no photo has such a number
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Null where there is none or it cannot be understood.</summary>
    public static PhotoRowMemo? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<PhotoRowMemo>(File.ReadAllBytes(path), Format) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Write(string path) => DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, Format));
}
