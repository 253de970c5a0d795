using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Platform;

namespace Vitrine.Search;

/// <summary>
/// What each row of an index was made from: <c>content.rows</c> beside the index, two numbers per row. A row that was made from what its product shows now need
/// not be encoded again. It is written after the index was committed, so that it never knows more than the index holds; what it does not know is encoded anew.
/// </summary>
internal sealed class GalleryContent
{
    private const string FileName = "content.rows";

    private readonly CatalogueStore store;
    private readonly ItemField field;
    private readonly Origin[] made;

    private GalleryContent(CatalogueStore store, ItemField field, int rows) => (this.store, this.field, made) = (store, field, new Origin[rows]);

    /// <summary>What a row was made from; 0 and 0 where nothing was made.</summary>
    /// <param name="Product">The product's digest. While it is the same, nothing need be read to know that the row stands.</param>
    /// <param name="Field">Id and title or photo. While they are the same the row stands, though another price gave the product another digest.</param>
    private readonly record struct Origin(ulong Product, ulong Field);

    /// <summary>Nothing known of any row.</summary>
    public static GalleryContent Empty(CatalogueStore store, ItemField field) => new(store, field, store.Count);

    /// <summary>What was written; nothing where there is no such file.</summary>
    public static GalleryContent Read(string folder, CatalogueStore store, ItemField field)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path) || new FileInfo(path).Length is var length && (length % Unsafe.SizeOf<Origin>() != 0 || length / Unsafe.SizeOf<Origin>() > Array.MaxLength))
            return Empty(store, field);
        var content = new GalleryContent(store, field, (int)Math.Max(store.Count, length / Unsafe.SizeOf<Origin>()));
        MemoryMarshal.Cast<byte, Origin>(File.ReadAllBytes(path)).CopyTo(content.made);
        return content;
    }

    /// <summary>Rows that the index holds something in; products may have left some of them, and the last of them may be no rows of the store any more.</summary>
    public IEnumerable<int> MadeRows => Enumerable.Range(0, made.Length).Where(row => made[row] != default);

    /// <summary>Forgets a row that is none of the store any more.</summary>
    public void Forget(int row) => made[row] = default;

    /// <summary>Whether the row was made from what its product shows now. Reads the product only where something of it has changed.</summary>
    public bool IsCurrent(int row)
    {
        if (made[row].Product == store.DigestOf(row) && made[row] != default)
            return true;
        if (made[row] == default || made[row].Field != FieldOf(store[row]))
            return false;
        made[row] = made[row] with { Product = store.DigestOf(row) };
        return true;
    }

    /// <summary>Remembers that a row was made from what its product shows now.</summary>
    public void Note(Product product) => made[product.Row] = new Origin(store.DigestOf(product.Row), FieldOf(product));

    public void Write(string folder) => DurableFile.Replace(Path.Combine(folder, FileName), Bytes);

    /// <summary>A hash of all that is known.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Bytes));

    private ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(made.AsSpan()[..(Array.FindLastIndex(made, origin => origin != default) + 1)]);

    private ulong FieldOf(Product product)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(field == ItemField.Photo ? $"{string.Join(' ', store.PhotosOf(product.Row).ToArray())} {product.Id}" : $"{product.Title}\n{product.Id}"), hash);
        return MemoryMarshal.Read<ulong>(hash);
    }
}
