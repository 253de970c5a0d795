using System.Text;

namespace Vitrine.Postgres;

/// <summary>
/// Ids as bytes whose order is that of the embedded index: by UTF-16 units. Each unit is written as UTF-8 writes a character of its number (CESU-8), which
/// is UTF-8 itself for all but the characters beyond U+FFFF. PostgreSQL's text would order these otherwise, and has no zero character.
/// </summary>
internal static class IdKey
{
    /// <summary>Longest key; a B-tree of PostgreSQL holds 2,704 bytes.</summary>
    public const int MaxBytes = 2600;

    public static byte[] Of(string id)
    {
        var key = new byte[3 * id.Length];
        var length = 0;
        foreach (var unit in id)
        {
            if (unit < 0x80)
            {
                key[length++] = (byte)unit;
            }
            else if (unit < 0x800)
            {
                key[length++] = (byte)(0xC0 | unit >> 6);
                key[length++] = (byte)(0x80 | unit & 0x3F);
            }
            else
            {
                key[length++] = (byte)(0xE0 | unit >> 12);
                key[length++] = (byte)(0x80 | unit >> 6 & 0x3F);
                key[length++] = (byte)(0x80 | unit & 0x3F);
            }
        }

        return key.AsSpan(0, length).ToArray();
    }

    public static string Id(ReadOnlySpan<byte> key)
    {
        var id = new StringBuilder(key.Length);
        for (var i = 0; i < key.Length;)
        {
            var first = key[i];
            var bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : 3;
            id.Append(bytes switch
            {
                1 => (char)first,
                2 => (char)((first & 0x1F) << 6 | key[i + 1] & 0x3F),
                _ => (char)((first & 0x0F) << 12 | (key[i + 1] & 0x3F) << 6 | key[i + 2] & 0x3F),
            });
            i += bytes;
        }

        return id.ToString();
    }
}
