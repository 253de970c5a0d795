using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Catalogue;

/// <summary>A title group as 16 bytes: the beginning of SHA-256 of its UTF-8, as two big-endian numbers. Equal keys are the same group.</summary>
/// <remarks>A catalogue of millions keeps these instead of texts. Two groups of one key are not to be expected before 2⁶⁴ groups.</remarks>
/// <param name="First">Bytes 0–7: they decide the part.</param>
/// <param name="Second">Bytes 8–15: they decide who is in a sample, independently of the part.</param>
internal readonly record struct GroupKey(ulong First, ulong Second)
{
    /// <summary>The key of a title group, see <see cref="TitleGroup"/>.</summary>
    public static GroupKey Of(string titleGroup)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(titleGroup), hash);
        return new GroupKey(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    /// <summary>The order of the hashes.</summary>
    public static bool operator <(GroupKey a, GroupKey b) => (a.First, a.Second).CompareTo((b.First, b.Second)) < 0;

    public static bool operator >(GroupKey a, GroupKey b) => b < a;
}
