namespace Vitrine.Onnx.Tokenizers;

/// <summary>The tokens "&lt;0x00&gt;" … "&lt;0xFF&gt;", which spell what a vocabulary lacks.</summary>
internal static class ByteTokens
{
    private static readonly string[] Names = [.. Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>")];

    /// <summary>Appends the tokens of a text's bytes in UTF-8; appends none, and returns false, where the vocabulary lacks one.</summary>
    internal static bool TryAppend(Vocabulary vocabulary, ReadOnlySpan<char> text, List<int> ids)
    {
        var before = ids.Count;
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                if (!vocabulary.TryGet(Names[value], out var id))
                {
                    ids.RemoveRange(before, ids.Count - before);
                    return false;
                }

                ids.Add(id);
            }
        }

        return true;
    }
}
