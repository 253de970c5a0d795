using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Catalogue;

/// <summary>A product of the table before it is put together.</summary>
/// <param name="Id">Its id.</param>
internal sealed record StagedProduct(string Id)
{
    /// <summary>In the order of the table.</summary>
    public List<StagedRow> Rows { get; } = [];

    /// <summary>Those that are there, in the order of the table.</summary>
    public List<StagedPhoto> Photos { get; } = [];

    /// <summary>
    /// SHA-256 of the rows as they are staged, of the photos, and of this very program: where it is what it was, the product is what it was, and need not be put together to know that.
    /// </summary>
    public byte[] SourceDigest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Program);
        Add(Id);
        foreach (var row in Rows)
        {
            Add(row.Own);
            Add(row.Fields);
        }

        AddLength(-1); // no text has this length, so the photos are no row
        foreach (var photo in Photos)
            hash.AppendData(photo.Hash);
        return hash.GetHashAndReset();

        void Add(string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            AddLength(bytes.Length);
            hash.AppendData(bytes);
        }

        void AddLength(int length)
        {
            Span<byte> bytes = stackalloc byte[sizeof(int)];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
            hash.AppendData(bytes);
        }
    }

    /// <summary>Another program may put the same rows together in another way.</summary>
    private static readonly byte[] Program = typeof(StagedProduct).Module.ModuleVersionId.ToByteArray();
}

/// <summary>A row of a product.</summary>
/// <param name="Line">Where it begins.</param>
/// <param name="Own">The id that no other row has; may be empty.</param>
/// <param name="Fields">What it says, see <see cref="ImportStaging.Read"/>.</param>
internal sealed record StagedRow(long Line, string Own, string Fields);

/// <summary>A photo of a product.</summary>
/// <param name="Hash">SHA-256 of the shop's file.</param>
/// <param name="Offset">Where this import put it in the pack; null where the store had it before.</param>
/// <param name="Length">Its bytes there.</param>
internal sealed record StagedPhoto(byte[] Hash, long? Offset, int Length);
