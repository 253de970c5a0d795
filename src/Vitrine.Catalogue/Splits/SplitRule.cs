using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Catalogue;

/// <summary>Which part a title group belongs to.</summary>
public static class SplitRule
{
    /// <summary>
    /// The first 8 bytes of SHA-256 of the group's UTF-8, as a big-endian number modulo 100: below 80 train, below 85 validation,
    /// else test. It depends on the group alone, not on the other products, their order or the runtime.
    /// </summary>
    public static Part PartOf(string titleGroup)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(titleGroup), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) % 100) switch
        {
            < 80 => Part.Train,
            < 85 => Part.Validation,
            _ => Part.Test,
        };
    }
}
