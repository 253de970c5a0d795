using System.Buffers;
using System.Text;

namespace Vitrine.Onnx.Tokenizers;

/// <summary>
/// The printable character that stands for each byte in byte-level vocabularies (Radford et al., GPT-2): printable bytes of Latin-1
/// stand for themselves, the other 68 take U+0100, U+0101, … in order.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Build();

    // A text of these alone is its own spelling.
    private static readonly SearchValues<char> Unchanged = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    /// <summary>One character for each byte of the text in UTF-8.</summary>
    internal static string Spell(string text)
    {
        if (text.AsSpan().IndexOfAnyExcept(Unchanged) < 0)
            return text;

        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var count = Encoding.UTF8.GetBytes(text, bytes);
        var spelt = string.Create(count, bytes, static (characters, bytes) =>
        {
            for (var i = 0; i < characters.Length; i++)
                characters[i] = Characters[bytes[i]];
        });
        ArrayPool<byte>.Shared.Return(bytes);
        return spelt;
    }

    private static char[] Build()
    {
        var characters = new char[256];
        var next = '\u0100';
        for (var value = 0; value < 256; value++)
            characters[value] = value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE ? (char)value : next++;
        return characters;
    }
}
