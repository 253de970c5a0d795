using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Catalogue;

/// <summary>SHA-256 over every field of a product and its photos' own SHA-256: two products with one digest are the same product.</summary>
/// <remarks>Each text goes in with its length before it, and each list with its number, so that no two different products write the same bytes.</remarks>
internal sealed class ProductDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <param name="product">In form C.</param>
    /// <param name="photoHashes">In their order.</param>
    public static byte[] Of(ProductData product, IReadOnlyList<byte[]> photoHashes)
    {
        using var digest = new ProductDigest();
        return digest.Add(product, photoHashes);
    }

    public void Dispose() => hash.Dispose();

    private byte[] Add(ProductData product, IReadOnlyList<byte[]> photoHashes)
    {
        Add(product.Id);
        Add(product.Title);
        Add(product.CategoryPath);
        Add(product.FurtherCategories.Count);
        foreach (var path in product.FurtherCategories)
            Add(path);
        Add(product.Attributes);
        Add(product.Numbers);
        Add(product.Description);
        Add(product.Variants.Count);
        foreach (var variant in product.Variants)
        {
            Add(variant.Id);
            Add(variant.Attributes);
            Add(variant.Numbers);
        }

        Add(product.Group);
        Add(product.GivenPart is { } part ? (int)part : -1);
        Add(photoHashes.Count);
        foreach (var photo in photoHashes)
            hash.AppendData(photo);
        return hash.GetHashAndReset();
    }

    private void Add(IReadOnlyDictionary<string, IReadOnlyList<string>> attributes)
    {
        Add(attributes.Count);
        foreach (var (name, values) in attributes.OrderBy(attribute => attribute.Key, StringComparer.Ordinal))
        {
            Add(name);
            Add(values);
        }
    }

    private void Add(IReadOnlyDictionary<string, double> numbers)
    {
        Add(numbers.Count);
        foreach (var (name, value) in numbers.OrderBy(number => number.Key, StringComparer.Ordinal))
        {
            Add(name);
            Add(value.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    private void Add(IReadOnlyList<string> texts)
    {
        Add(texts.Count);
        foreach (var text in texts)
            Add(text);
    }

    private void Add(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(bytes.Length);
        hash.AppendData(bytes);
    }

    private void Add(int count)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        hash.AppendData(bytes);
    }
}
