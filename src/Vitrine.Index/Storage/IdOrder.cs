namespace Vitrine.Index;

/// <summary>The order of ids: ordinal, as <see cref="string.CompareOrdinal(string, string)"/> orders their UTF-16 units, on their UTF-8 bytes.</summary>
internal static class IdOrder
{
    /// <summary>Less than, equal to or greater than 0.</summary>
    public static int Compare(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        var same = a.CommonPrefixLength(b);
        return same == a.Length || same == b.Length ? a.Length - b.Length : Weight(a[same]) - Weight(b[same]);
    }

    // UTF-8 bytes order as code points do; UTF-16 puts those above U+FFFF (first byte F0…F4, written as surrogates D800…DFFF) before U+E000…U+FFFF
    // (first byte EE, EF). Where two characters differ first in a later byte, they are of one kind and no such byte is EE or more.
    private static int Weight(byte value) => value >= 0xF0 ? value - 2 : value >= 0xEE ? value + 0x10 : value;
}
