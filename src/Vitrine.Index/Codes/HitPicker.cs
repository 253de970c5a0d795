using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <summary>Offers the distances of a chunk to the best k so far.</summary>
internal static class HitPicker
{
    /// <summary>Offers every distance that can still be taken.</summary>
    /// <param name="distances">Distances of neighbouring rows.</param>
    /// <param name="firstRow">Row of the first.</param>
    /// <param name="best">Receives the keys.</param>
    /// <param name="accepts">Filter on rows, null for none; asked only for distances that would be taken.</param>
    public static void Below(ReadOnlySpan<ushort> distances, int firstRow, TopK best, Func<int, bool>? accepts)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            // After a while nearly all distances are too large: 64 are dismissed together by comparing their minimum.
            ref var first = ref MemoryMarshal.GetReference(distances);
            for (; i + 64 <= distances.Length; i += 64)
            {
                if (AnyBelow(ref first, (nuint)i, (ushort)Math.Min(best.Bound, ushort.MaxValue)))
                    Each(distances.Slice(i, 64), firstRow + i, best, accepts);
            }
        }

        Each(distances[i..], firstRow + i, best, accepts);
    }

    /// <summary>The first place from <paramref name="start"/> on with a distance below a bound; their number when there is none.</summary>
    public static int FirstBelow(ReadOnlySpan<ushort> distances, int start, ushort bound)
    {
        var i = start;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var first = ref MemoryMarshal.GetReference(distances);
            while (i + 64 <= distances.Length && !AnyBelow(ref first, (nuint)i, bound))
                i += 64;
        }

        while (i < distances.Length && distances[i] >= bound)
            i++;
        return i;
    }

    /// <summary>Whether one of 64 neighbouring distances is below a bound.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyBelow(ref ushort first, nuint at, ushort bound)
    {
        var smaller = Vector256.Min(Vector256.LoadUnsafe(ref first, at), Vector256.LoadUnsafe(ref first, at + 16));
        var smallerToo = Vector256.Min(Vector256.LoadUnsafe(ref first, at + 32), Vector256.LoadUnsafe(ref first, at + 48));
        return Vector256.LessThanAny(Vector256.Min(smaller, smallerToo), Vector256.Create(bound));
    }

    private static void Each(ReadOnlySpan<ushort> distances, int firstRow, TopK best, Func<int, bool>? accepts)
    {
        for (var i = 0; i < distances.Length; i++)
        {
            if (distances[i] < best.Bound && (accepts is null || accepts(firstRow + i)))
                best.Offer((ulong)distances[i] << 32 | (uint)(firstRow + i));
        }
    }
}
