using System.Runtime.CompilerServices;

namespace Vitrine.Search.Words;

/// <summary>
/// How often a term stands in a field, relative to the field's length: tf / (1 − b + b · length / average length), the number that BM25F adds over fields. Kept in 16 bits, 5 of exponent and 11 of mantissa without a
/// sign: half a float's size, right to 1 in 4,096, and made a float again by a shift and an addition.
/// </summary>
internal static class RelativeFrequency
{
    private const int Shift = 12;

    // Moves the exponents 0…31 to 2⁻²⁰…2¹¹.
    private const int Bias = (127 - 20) << 23;

    /// <param name="frequency">Above 0.</param>
    /// <param name="field">See <see cref="FieldNumbers"/>.</param>
    /// <param name="length">Words of the field.</param>
    /// <param name="average">Its average.</param>
    public static ushort Of(int frequency, int field, int length, double average)
    {
        var share = FieldNumbers.LengthShares[field];
        var bits = BitConverter.SingleToInt32Bits((float)(frequency / (1 - share + share * length / average)));
        return (ushort)Math.Clamp((bits - Bias + (1 << (Shift - 1))) >> Shift, 1, ushort.MaxValue);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ToSingle(ushort code) => BitConverter.Int32BitsToSingle((code << Shift) + Bias);
}
