using System.Buffers.Binary;
using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>
/// SentencePiece's compiled table of replacements: a double-array trie over UTF-8 (Darts, Yata et al.) whose leaves point into a block of
/// zero-terminated replacements. Bytes: length of the trie (32 bits), the trie in 32-bit units, the block; little endian.
/// </summary>
internal sealed class CharsMap
{
    private readonly uint[] units;
    private readonly byte[] replacements;

    private CharsMap(uint[] units, byte[] replacements) => (this.units, this.replacements) = (units, replacements);

    /// <summary>Reads the table; null where the bytes are none.</summary>
    internal static CharsMap? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) is var length && (length % 4 != 0 || length == 0 || length > bytes.Length - 4))
            return null;

        var trie = bytes.Slice(4, (int)length);
        var units = new uint[trie.Length / 4];
        for (var i = 0; i < units.Length; i++)
            units[i] = BinaryPrimitives.ReadUInt32LittleEndian(trie[(4 * i)..]);
        return new(units, bytes[(4 + trie.Length)..].ToArray());
    }

    /// <summary>What stands for the shortest key that a text (UTF-8) begins with; null where it begins with none.</summary>
    internal string? Replacement(ReadOnlySpan<byte> text)
    {
        // A unit: bit 8 "a key ends here", low byte the label, the rest the offset to the children; a leaf holds its value in 31 bits.
        var node = Offset(units[0]);
        foreach (var label in text)
        {
            node ^= label;
            if (label == 0 || node >= units.Length)
                return null;

            var unit = units[node];
            if ((unit & (1u << 31 | 0xFF)) != label)
                return null;

            node ^= Offset(unit);
            if ((unit >> 8 & 1) == 1)
                return node < units.Length ? At((int)(units[node] & int.MaxValue)) : null;
        }

        return null;
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 1u << 9) >> 6);

    private string At(int start)
    {
        if (start >= replacements.Length)
            return "";

        var rest = replacements.AsSpan(start);
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}
