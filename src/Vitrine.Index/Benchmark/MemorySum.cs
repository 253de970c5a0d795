using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <summary>Adds up memory: the least that a scan of it can take.</summary>
internal static class MemorySum
{
    /// <summary>The sum of all words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<ulong> words)
    {
        const int step = 16;
        ref var first = ref MemoryMarshal.GetReference(words);
        Vector256<ulong> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        nuint at = 0;
        for (; at + step <= (nuint)words.Length; at += step)
        {
            sum0 += Vector256.LoadUnsafe(ref first, at);
            sum1 += Vector256.LoadUnsafe(ref first, at + 4);
            sum2 += Vector256.LoadUnsafe(ref first, at + 8);
            sum3 += Vector256.LoadUnsafe(ref first, at + 12);
        }

        var sum = Vector256.Sum(sum0 + sum1 + sum2 + sum3);
        for (; at < (nuint)words.Length; at++)
            sum += Unsafe.Add(ref first, at);
        return sum;
    }
}
