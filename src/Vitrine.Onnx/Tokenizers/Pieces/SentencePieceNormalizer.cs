using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>SentencePiece's own normalisation: the longest replacement at each place, single blanks, a visible mark in the place of each.</summary>
internal sealed class SentencePieceNormalizer(SentencePieceProto proto, CharTrie userSymbols) : Normalizer
{
    private readonly char mark = proto.EscapesBlanks ? '▁' : ' ';

    internal override string Apply(string text)
    {
        var normalized = new StringBuilder(text.Length + 8);
        Replace(text, normalized);
        if (proto.RemovesBlanks)
        {
            while (normalized.Length > 0 && normalized[^1] == mark)
                normalized.Length--;
        }

        // A text of nothing but blanks stays empty; any other gets its mark.
        if (proto.AddsMark && (normalized.Length > 0 || (!proto.RemovesBlanks && text.Length > 0)))
            normalized.Insert(proto.MarksEnds ? normalized.Length : 0, mark);
        return normalized.ToString();
    }

    private void Replace(string text, StringBuilder normalized)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var afterBlank = proto.RemovesBlanks;
        for (var (position, unit) = (0, 0); unit < text.Length;)
        {
            var replacement = Next(text.AsSpan(unit), bytes.AsSpan(position), out var units, out var length);
            (position, unit) = (position + length, unit + units);
            if (afterBlank)
                replacement = replacement.TrimStart(' ');
            if (replacement.IsEmpty)
                continue;

            foreach (var character in replacement)
                normalized.Append(character == ' ' ? mark : character);
            afterBlank = proto.RemovesBlanks && replacement[^1] == ' ';
        }
    }

    // What the text goes on with, and how many UTF-16 units and bytes of it that is for.
    private ReadOnlySpan<char> Next(ReadOnlySpan<char> text, ReadOnlySpan<byte> bytes, out int units, out int length)
    {
        if (userSymbols.TryLongest(text, out units, out _))
        {
            length = Encoding.UTF8.GetByteCount(text[..units]);
            return text[..units];
        }

        // A key of a damaged table can end inside a character.
        length = 0;
        if (proto.Replacements?.LongestReplacementOf(bytes, out length) is { } replacement && (length == bytes.Length || (bytes[length] & 0xC0) != 0x80))
        {
            units = Encoding.UTF8.GetCharCount(bytes[..length]);
            return replacement;
        }

        Rune.DecodeFromUtf16(text, out var rune, out units);
        length = rune.Utf8SequenceLength;
        return text[..units];
    }
}
