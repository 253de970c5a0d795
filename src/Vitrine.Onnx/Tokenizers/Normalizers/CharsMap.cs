using System.Buffers.Binary;
using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>
/// SentencePiece's compiled table of replacements: a double-array trie over UTF-8 (Darts, Yata et al.) whose leaves point into a block of
/// zero-terminated replacements. Bytes: length of the trie (32 bits), the trie in 32-bit units, the block; little endian.
/// </summary>
internal sealed class CharsMap
{
    // UTF-8 bytes. The longest that SentencePiece has stands for "ﷺ" and has 33.
    private const int LongestReplacement = 64;

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
        var replacements = bytes[(4 + trie.Length)..];
        return LongestRun(replacements) <= LongestReplacement ? new(units, replacements.ToArray()) : null;
    }

    /// <summary>What stands for the shortest key that a text (UTF-8) begins with; null where it begins with none.</summary>
    internal string? Replacement(ReadOnlySpan<byte> text) => Find(text, shortest: true, out _);

    /// <summary>What stands for the longest key that a text (UTF-8) begins with, and the key's length in bytes; null where it begins with none.</summary>
    internal string? LongestReplacementOf(ReadOnlySpan<byte> text, out int length) => Find(text, shortest: false, out length);

    private string? Find(ReadOnlySpan<byte> text, bool shortest, out int length)
    {
        (length, var leaf) = (0, -1);
        // A unit: bit 8 "a key ends here", low byte the label, the rest the offset to the children; a leaf holds its value in 31 bits.
        var node = Offset(units[0]);
        for (var i = 0; i < text.Length && (leaf < 0 || !shortest); i++)
        {
            node ^= text[i];
            if (text[i] == 0 || node >= units.Length || (units[node] & (1u << 31 | 0xFF)) != text[i])
                break;

            var endsKey = (units[node] >> 8 & 1) == 1;
            node ^= Offset(units[node]);
            if (endsKey && node < units.Length)
                (length, leaf) = (i + 1, (int)(units[node] & int.MaxValue));
        }

        return leaf < 0 ? null : At(leaf);
    }

    private static uint Offset(uint unit) => unit >> 10 << (int)((unit & 1u << 9) >> 6);

    private static int LongestRun(ReadOnlySpan<byte> replacements)
    {
        var longest = 0;
        foreach (var run in replacements.Split((byte)0))
            longest = Math.Max(longest, run.End.Value - run.Start.Value);
        return longest;
    }

    private string At(int start)
    {
        if (start >= replacements.Length)
            return "";

        var rest = replacements.AsSpan(start);
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}
