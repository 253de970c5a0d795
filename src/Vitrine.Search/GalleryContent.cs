using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Platform;

namespace Vitrine.Search;

/// <summary>
/// What each row of an index was made from, a number per row: <c>content.rows</c> beside the index. A row whose number is the same as now need not be encoded
/// again. It is written after the index was committed, so that it never knows more than the index holds; what it does not know is encoded anew.
/// </summary>
internal sealed class GalleryContent
{
    private const string FileName = "content.rows";
    private const ulong Unknown = 0;

    private readonly ulong[] numbers;

    private GalleryContent(ulong[] numbers) => this.numbers = numbers;

    /// <summary>Nothing known of any row.</summary>
    public static GalleryContent Empty(int rows) => new(new ulong[rows]);

    /// <summary>What was written; nothing where there is no file of whole numbers.</summary>
    public static GalleryContent Read(string folder, int rows)
    {
        var content = Empty(rows);
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path) && new FileInfo(path).Length is var length && length % sizeof(ulong) == 0 && length <= (long)rows * sizeof(ulong))
            MemoryMarshal.Cast<byte, ulong>(File.ReadAllBytes(path)).CopyTo(content.numbers);
        return content;
    }

    /// <summary>The number of what a field of a product shows.</summary>
    public static ulong NumberOf(IItemSource items, ItemField field, Product product)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(field == ItemField.Photo ? $"{items.PhotoOf(product.Row)} {product.Id}" : $"{product.Title}\n{product.Id}"), hash);
        var number = MemoryMarshal.Read<ulong>(hash);
        return number == Unknown ? 1 : number;
    }

    public bool Knows(int row, ulong number) => numbers[row] == number;

    public void Note(int row, ulong number) => numbers[row] = number;

    public void Write(string folder) => DurableFile.Replace(Path.Combine(folder, FileName), MemoryMarshal.AsBytes(numbers.AsSpan()));
}
