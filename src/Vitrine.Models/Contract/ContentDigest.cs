using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Vitrine.Catalogue.Text;

namespace Vitrine.Models.Contract;

/// <summary>Names of contents that mean the same in every store: the first eight bytes, little-endian, of a SHA-256.</summary>
public static class ContentDigest
{
    /// <summary>Of a photo as the shop gave it.</summary>
    public static ulong OfPhoto(ReadOnlySpan<byte> file) => First(SHA256.HashData(file));

    /// <summary>Of a title, the same for all that <see cref="SameTitle"/> takes for one.</summary>
    public static ulong OfTitle(string title) => First(SHA256.HashData(Encoding.UTF8.GetBytes(SameTitle.KeyOf(title))));

    private static ulong First(byte[] hash) => BinaryPrimitives.ReadUInt64LittleEndian(hash);
}
