using System.Runtime.CompilerServices;

namespace Vitrine.Tensors.Kernels;

/// <summary>The matrix product at one position, on the calling thread.</summary>
internal static unsafe class WinogradProduct
{
    /// <summary>C[rows, columns] ← A·B, or C + A·B.</summary>
    /// <param name="rows">Rows of A.</param>
    /// <param name="columns">Columns of B, a multiple of the vector's width.</param>
    /// <param name="depth">Columns of A, rows of B.</param>
    /// <param name="a">Packed by <see cref="Tiles"/>.</param>
    /// <param name="b">[depth, columns], or in panels of two vectors of columns, each [depth, panel].</param>
    /// <param name="isPanels">Which.</param>
    /// <param name="c">[rows, columns].</param>
    /// <param name="accumulate">Whether C is added to.</param>
    public static void Run<TSimd, TVector, TRows>(int rows, int columns, int depth, float* a, float* b, bool isPanels, float* c, bool accumulate)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRows : struct, IConstant
    {
        var panel = 2 * TSimd.Width;
        for (var column = 0; column < columns; column += panel)
        {
            var width = Math.Min(panel, columns - column);
            var start = isPanels ? b + (nint)column * depth : b + column;
            var stride = isPanels ? width : columns;
            for (var i = 0; i < rows;)
            {
                var tile = Tiles.Rows<TRows>(rows - i);
                var from = a + (nint)i * depth;
                var to = c + (nint)i * columns + column;
                if (width == panel)
                    Tile<TSimd, TVector, TRows, Two>(tile, depth, from, start, stride, to, columns, accumulate);
                else
                    Tile<TSimd, TVector, TRows, One>(tile, depth, from, start, stride, to, columns, accumulate);
                i += tile;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<TSimd, TVector, TRows, TColumns>(
        int rows, int depth, float* a, float* b, nint strideB, float* c, nint strideC, bool accumulate)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRows : struct, IConstant
        where TColumns : struct, IConstant
    {
        if (rows == TRows.Value)
            MicroKernel.Run<TSimd, TVector, TRows, TColumns>(depth, a, b, strideB, c, strideC, 1, accumulate);
        else if (rows == 8)
            MicroKernel.Run<TSimd, TVector, Eight, TColumns>(depth, a, b, strideB, c, strideC, 1, accumulate);
        else if (rows == 4)
            MicroKernel.Run<TSimd, TVector, Four, TColumns>(depth, a, b, strideB, c, strideC, 1, accumulate);
        else if (rows == 2)
            MicroKernel.Run<TSimd, TVector, Two, TColumns>(depth, a, b, strideB, c, strideC, 1, accumulate);
        else
            MicroKernel.Run<TSimd, TVector, One, TColumns>(depth, a, b, strideB, c, strideC, 1, accumulate);
    }
}
