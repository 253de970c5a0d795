namespace Vitrine.Catalogue.Text;

/// <summary>
/// The printable character that stands for each byte in byte-level vocabularies (Radford et al., GPT-2): printable bytes of Latin-1
/// stand for themselves, the other 68 take U+0100, U+0101, … in order.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Build();

    /// <summary>The character that stands for a byte.</summary>
    internal static char Character(byte value) => Characters[value];

    private static char[] Build()
    {
        var characters = new char[256];
        var next = '\u0100';
        for (var value = 0; value < 256; value++)
            characters[value] = value is >= '!' and <= '~' or >= 0xA1 and <= 0xAC or >= 0xAE ? (char)value : next++;
        return characters;
    }
}
