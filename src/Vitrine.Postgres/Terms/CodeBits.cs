using System.Collections;

namespace Vitrine.Postgres;

/// <summary>Hash codes as <c>bit(n)</c>: the first bit of the code is the first of the text that PostgreSQL shows.</summary>
internal static class CodeBits
{
    public static BitArray Of(ReadOnlySpan<ulong> code, int bits)
    {
        var array = new int[(bits + 31) / 32];
        for (var i = 0; i < array.Length; i++)
            array[i] = (int)(code[i / 2] >> 32 * (i % 2));
        return new BitArray(array) { Length = bits };
    }

    public static ulong[] Words(BitArray bits)
    {
        var array = new int[(bits.Length + 31) / 32];
        bits.CopyTo(array, 0);
        var code = new ulong[(bits.Length + 63) / 64];
        for (var i = 0; i < array.Length; i++)
            code[i / 2] |= (ulong)(uint)array[i] << 32 * (i % 2);
        return code;
    }
}
