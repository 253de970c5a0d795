namespace Vitrine.Index;

/// <summary>Scores as unsigned integers whose ascending order is descending score, for <see cref="TopK"/>.</summary>
internal static class ScoreKey
{
    /// <summary>
    /// Rank key of a score. The bits of positive floats grow with their value and those of negative ones shrink; flipping one or the
    /// other makes integers order as numbers do. Adding 0 turns −0 into +0, which ties with it.
    /// </summary>
    public static uint Rank(float score)
    {
        var bits = BitConverter.SingleToUInt32Bits(score + 0f);
        return (bits & 0x8000_0000) != 0 ? bits : ~(bits | 0x8000_0000);
    }

    /// <summary>The score of a rank key.</summary>
    public static float Score(uint rank) =>
        BitConverter.UInt32BitsToSingle((rank & 0x8000_0000) != 0 ? rank : ~rank & 0x7FFF_FFFF);
}
