using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Vitrine.Catalogue;
using Vitrine.Platform;

namespace Vitrine.Search.Fields;

/// <summary>Which state of each product an index holds: <c>products.rows</c> beside it, eight bytes a row. Written after the index was committed, so that it never knows more than the index.</summary>
internal static class RowDigests
{
    private const string FileName = "products.rows";

    /// <summary>What was written; nothing where there is no such file.</summary>
    public static ulong[] Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) && new FileInfo(path).Length is var length && length % sizeof(ulong) == 0 && length / sizeof(ulong) <= Array.MaxLength
            ? MemoryMarshal.Cast<byte, ulong>(File.ReadAllBytes(path)).ToArray()
            : [];
    }

    /// <summary>The products as they are now.</summary>
    public static ulong[] Of(CatalogueStore store) => [.. Enumerable.Range(0, store.Count).Select(store.DigestOf)];

    /// <summary>What tells one state of all products from another.</summary>
    public static string HashOf(ulong[] digests) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(digests.AsSpan())));

    /// <summary>Notes the products as they are now.</summary>
    public static void Write(string folder, CatalogueStore store) => Write(folder, Of(store));

    /// <summary>Notes a state of the products.</summary>
    public static void Write(string folder, ulong[] digests) => DurableFile.Replace(Path.Combine(folder, FileName), MemoryMarshal.AsBytes(digests.AsSpan()));

    /// <summary>Forgets all, before an index is made anew.</summary>
    public static void Forget(string folder) => File.Delete(Path.Combine(folder, FileName));
}
