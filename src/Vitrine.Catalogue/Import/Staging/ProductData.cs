using System.Security.Cryptography;
using System.Text;
using Vitrine.Catalogue.Text;

namespace Vitrine.Catalogue;

/// <summary>What a shop says about one product, before it has a row, a category number and a part.</summary>
/// <param name="Id">The shop's own id, not empty.</param>
/// <param name="Title">Not empty.</param>
/// <param name="CategoryPath">Category names from coarse to fine, at least one, none empty.</param>
/// <param name="Attributes">Attribute name to value.</param>
public sealed record ProductData(
    string Id, string Title, IReadOnlyList<string> CategoryPath, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>
    /// The product with every text but the id in Unicode's form C, so that two spellings of "café" are one title, one category and one value.
    /// The id stays as the shop gave it: it names rows of the shop's own table, and photos.
    /// </summary>
    internal ProductData Composed() => this with
    {
        Title = CanonicalComposition.Compose(Title),
        CategoryPath = [.. CategoryPath.Select(CanonicalComposition.Compose)],
        Attributes = Compose(Attributes),
    };

    private static Dictionary<string, string> Compose(IReadOnlyDictionary<string, string> attributes)
    {
        var composed = new Dictionary<string, string>(attributes.Count, StringComparer.Ordinal);
        foreach (var (name, value) in attributes)
            composed[CanonicalComposition.Compose(name)] = CanonicalComposition.Compose(value); // of two forms of one name the later stands
        return composed;
    }

    /// <summary>SHA-256 over every field and the photo's own SHA-256: two products with one digest are the same product.</summary>
    /// <remarks>Each text goes in with its length before it, so that no two different products write the same bytes.</remarks>
    internal byte[] Digest(ReadOnlySpan<byte> photoHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Id);
        Append(hash, Title);
        AppendCount(hash, CategoryPath.Count);
        foreach (var name in CategoryPath)
            Append(hash, name);
        AppendCount(hash, Attributes.Count);
        foreach (var (name, value) in Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            Append(hash, name);
            Append(hash, value);
        }

        hash.AppendData(photoHash);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AppendCount(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void AppendCount(IncrementalHash hash, int count)
    {
        Span<byte> bytes = stackalloc byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        hash.AppendData(bytes);
    }
}
