namespace Vitrine.Tensors.Kernels;

/// <summary>How rows are cut into tiles for <see cref="MicroKernel"/>.</summary>
internal static class Tiles
{
    /// <summary>The rows of the next tile when <paramref name="left"/> rows are left: full tiles, then 8, 4, 2 and 1.</summary>
    public static int Rows<TRows>(int left)
        where TRows : struct, IConstant
    {
        // A full tile and one of 4 rows (too few sums to hide the latency) take longer than two of 8 rows (or of 4).
        if (left == TRows.Value + (TRows.Value >= 12 ? 4 : 2))
            return TRows.Value >= 12 ? 8 : 4;
        return left >= TRows.Value ? TRows.Value : left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
    }

    /// <summary>Packs rows of A tile by tile; the tile that begins at row i lies at i·depth.</summary>
    /// <param name="a">The first element.</param>
    /// <param name="isTransposed">The rows lie side by side, the depth one stride apart; otherwise the rows lie one stride apart.</param>
    /// <param name="stride">See <paramref name="isTransposed"/>.</param>
    /// <param name="rows">Rows in all.</param>
    /// <param name="depth">Steps of depth.</param>
    /// <param name="packed">rows × depth numbers.</param>
    public static unsafe void Pack<TSimd, TVector, TRows>(float* a, bool isTransposed, nint stride, int rows, int depth, float* packed)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TRows : struct, IConstant
    {
        for (var i = 0; i < rows;)
        {
            var tile = Rows<TRows>(rows - i);
            if (isTransposed)
                Packing.Copy<TSimd, TVector>(a + i, stride, tile, depth, packed + (nint)i * depth, tile);
            else
                Packing.Transpose(a + i * stride, stride, tile, depth, packed + (nint)i * depth, tile);
            i += tile;
        }
    }
}
