using System.Globalization;
using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>SentencePiece's replacements as tokenizer.json applies them: to short grapheme clusters as a whole where the table knows their start, else to each character.</summary>
internal sealed class PrecompiledNormalizer : Normalizer
{
    // UTF-8 bytes; the published reader tries no longer cluster as a whole.
    private const int LongestCluster = 5;

    private readonly CharsMap map;
    private readonly string[] ascii;

    internal PrecompiledNormalizer(CharsMap map)
    {
        this.map = map;
        ascii = [.. Enumerable.Range(0, 128).Select(code => map.Replacement([(byte)code]) ?? ((char)code).ToString())];
    }

    internal override string Apply(string text)
    {
        var normalized = new StringBuilder(text.Length);
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            // Two ASCII characters are two clusters, apart from CR LF.
            if (char.IsAscii(rest[0]) && (rest.Length == 1 || char.IsAscii(rest[1])) && rest[0] != '\r')
            {
                normalized.Append(ascii[rest[0]]);
                rest = rest[1..];
                continue;
            }

            var length = StringInfo.GetNextTextElementLength(rest);
            Append(rest[..length], normalized);
            rest = rest[length..];
        }

        return normalized.ToString();
    }

    private void Append(ReadOnlySpan<char> cluster, StringBuilder normalized)
    {
        if (Replacement(cluster) is { } whole)
        {
            normalized.Append(whole);
            return;
        }

        Span<char> units = stackalloc char[2];
        foreach (var rune in cluster.EnumerateRunes())
        {
            var single = units[..rune.EncodeToUtf16(units)];
            if (Replacement(single) is { } replacement)
                normalized.Append(replacement);
            else
                normalized.Append(single);
        }
    }

    private string? Replacement(ReadOnlySpan<char> part)
    {
        Span<byte> bytes = stackalloc byte[LongestCluster];
        return Encoding.UTF8.TryGetBytes(part, bytes, out var count) ? map.Replacement(bytes[..count]) : null;
    }
}
