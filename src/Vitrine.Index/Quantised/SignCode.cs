namespace Vitrine.Index;

/// <summary>The code of one bit a dimension: u has ±1 for the sign of the residual.</summary>
internal static class SignCode
{
    /// <summary>Takes the signs.</summary>
    /// <param name="residual">Rotated; a multiple of 64 dimensions.</param>
    /// <param name="words">A bit for each dimension, in the order of <see cref="CodeLayout"/>; 1 for 0 or more.</param>
    /// <param name="code">u.</param>
    public static void Of(ReadOnlySpan<float> residual, Span<ulong> words, Span<float> code)
    {
        words.Clear();
        for (var i = 0; i < residual.Length; i++)
        {
            code[i] = residual[i] < 0 ? -1 : 1;
            if (residual[i] >= 0)
                words[i / 64] |= 1UL << i % 64;
        }
    }
}
