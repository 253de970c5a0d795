using System.Runtime.InteropServices;
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

    /// <summary>Notes the products as they are now.</summary>
    public static void Write(string folder, CatalogueStore store) =>
        DurableFile.Replace(Path.Combine(folder, FileName), MemoryMarshal.AsBytes(Enumerable.Range(0, store.Count).Select(store.DigestOf).ToArray().AsSpan()));

    /// <summary>Forgets all, before an index is made anew.</summary>
    public static void Forget(string folder) => File.Delete(Path.Combine(folder, FileName));
}
