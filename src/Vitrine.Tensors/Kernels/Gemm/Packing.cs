using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// Copies a slice of a factor into the order in which <see cref="MicroKernel"/> reads it: for each step of depth the numbers of one
/// panel (the tile's rows of A, or its columns of B) side by side. The micro-kernel then walks straight through memory, without the far
/// jumps between rows that would miss the caches and the address translation; and a transposed factor needs no other kernel.
/// </summary>
internal static unsafe class Packing
{
    /// <summary>The panel's numbers lie side by side already: destination[p, i] ← source[p·stride + i].</summary>
    /// <param name="source">The first number of the panel.</param>
    /// <param name="stride">Floats from one step of depth to the next.</param>
    /// <param name="count">Numbers per step in the source.</param>
    /// <param name="depth">Steps.</param>
    /// <param name="destination">[depth, width].</param>
    /// <param name="width">Numbers per step in the destination; zeros follow the source's.</param>
    public static void Copy<TSimd, TVector>(float* source, nint stride, int count, int depth, float* destination, int width)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
    {
        if (count == 2 * TSimd.Width && width == count)
        {
            for (var p = 0; p < depth; p++, source += stride, destination += width)
            {
                TSimd.Store(TSimd.Load(source), destination);
                TSimd.Store(TSimd.Load(source + TSimd.Width), destination + TSimd.Width);
            }

            return;
        }

        for (var p = 0; p < depth; p++, source += stride, destination += width)
        {
            var i = 0;
            if (Vector128.IsHardwareAccelerated)
            {
                for (; i <= count - 4; i += 4)
                    Vector128.Store(Vector128.Load(source + i), destination + i);
            }

            for (; i < count; i++)
                destination[i] = source[i];
            for (; i < width; i++)
                destination[i] = 0;
        }
    }

    /// <summary>The panel's numbers lie one stride apart: destination[p, i] ← source[i·stride + p].</summary>
    /// <param name="source">The first number of the panel.</param>
    /// <param name="stride">Floats from one number of the panel to the next.</param>
    /// <param name="count">Numbers per step in the source.</param>
    /// <param name="depth">Steps.</param>
    /// <param name="destination">[depth, width].</param>
    /// <param name="width">Numbers per step in the destination.</param>
    /// <param name="fills">Whether zeros follow the source's numbers in the destination; otherwise what is there stays.</param>
    public static void Transpose(float* source, nint stride, int count, int depth, float* destination, int width, bool fills = true)
    {
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            for (; i <= count - 4; i += 4)
                TransposeFour(source + i * stride, stride, depth, destination + i, width);
        }

        for (; i < count; i++)
        {
            var row = source + i * stride;
            for (var p = 0; p < depth; p++)
                destination[(nint)p * width + i] = row[p];
        }

        for (; fills && i < width; i++)
        {
            for (var p = 0; p < depth; p++)
                destination[(nint)p * width + i] = 0;
        }
    }

    /// <summary>Four rows at a time, in squares of 4×4 that are transposed in registers.</summary>
    private static void TransposeFour(float* source, nint stride, int depth, float* destination, nint width)
    {
        var row0 = source;
        var row1 = row0 + stride;
        var row2 = row1 + stride;
        var row3 = row2 + stride;
        var p = 0;
        for (; p <= depth - 4; p += 4, destination += 4 * width)
        {
            // Interleaving rows 0 with 2 and 1 with 3, and then the results with each other, puts the first numbers of all four rows side by
            // side, then the second ones, and so on.
            var (low02, high02) = Interleave(Vector128.Load(row0 + p), Vector128.Load(row2 + p));
            var (low13, high13) = Interleave(Vector128.Load(row1 + p), Vector128.Load(row3 + p));
            var (column0, column1) = Interleave(low02, low13);
            var (column2, column3) = Interleave(high02, high13);
            Vector128.Store(column0, destination);
            Vector128.Store(column1, destination + width);
            Vector128.Store(column2, destination + 2 * width);
            Vector128.Store(column3, destination + 3 * width);
        }

        for (; p < depth; p++, destination += width)
        {
            destination[0] = row0[p];
            destination[1] = row1[p];
            destination[2] = row2[p];
            destination[3] = row3[p];
        }
    }

    /// <summary>a0 b0 a1 b1 and a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<float> Low, Vector128<float> High) Interleave(Vector128<float> a, Vector128<float> b)
    {
        if (Sse.IsSupported)
            return (Sse.UnpackLow(a, b), Sse.UnpackHigh(a, b));
        if (AdvSimd.Arm64.IsSupported)
            return (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b));
        return (Vector128.Create(a[0], b[0], a[1], b[1]), Vector128.Create(a[2], b[2], a[3], b[3]));
    }
}
