using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Vitrine.Postgres;

/// <summary>
/// The schema of the database that holds an index: what the index is called, as far as it is plain, and a hash of all of it. So no two indexes share one,
/// and no name of an index becomes part of a statement.
/// </summary>
internal sealed class SchemaName
{
    private const int PlainLetters = 24; // with prefix and hash well below the 63 bytes of a name

    public SchemaName(string prefix, string index)
    {
        if (index.Length is < 1 or > 200)
            throw new ArgumentException($"A name of an index of {index.Length} characters; expected 1…200.", nameof(index));
        Index = index;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(index));
        var plain = string.Concat(index.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_').Take(PlainLetters));
        Text = $"{prefix}_{plain}_{Convert.ToHexStringLower(hash.AsSpan(0, 6))}";
        LockNumber = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    /// <summary>What the index is called.</summary>
    public string Index { get; }

    /// <summary>The schema: small letters, digits and '_' alone, so it needs no quotes.</summary>
    public string Text { get; }

    /// <summary>The number of the lock that its writer holds.</summary>
    public long LockNumber { get; }
}
