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
        const int step = 32;
        ref var first = ref MemoryMarshal.GetReference(words);
        Vector512<ulong> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        nuint at = 0;
        for (; at + step <= (nuint)words.Length; at += step)
        {
            sum0 += Vector512.LoadUnsafe(ref first, at);
            sum1 += Vector512.LoadUnsafe(ref first, at + 8);
            sum2 += Vector512.LoadUnsafe(ref first, at + 16);
            sum3 += Vector512.LoadUnsafe(ref first, at + 24);
        }

        var sum = Vector512.Sum(sum0 + sum1 + sum2 + sum3);
        for (; at < (nuint)words.Length; at++)
            sum += Unsafe.Add(ref first, at);
        return sum;
    }
}
