using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// Computes one block of C per call. For each slice of the depth it packs its rows of A once (into the second-level cache), then takes
/// one panel of B after the other (packed into the first-level cache) and passes it along all rows.
/// </summary>
internal readonly unsafe struct GemmJob<TSimd, TVector, TRows>(Product product, Blocking blocking) : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TRows : struct, IConstant
{
    // With so few tiles above each other a panel of B is read so rarely that copying it first would cost more than it saves.
    private const int TilesWithoutPacking = 2;

    private static int TileColumns => 2 * TSimd.Width;

    public void Run(int block)
    {
        var columnBlocks = blocking.ColumnBlocks(product);
        var rowBlocks = blocking.RowBlocks(product);
        var column = block % columnBlocks * blocking.Columns;
        var row = block / columnBlocks % rowBlocks * blocking.Rows;
        Run(
            block / columnBlocks / rowBlocks, row, Math.Min(blocking.Rows, product.M - row), column, Math.Min(blocking.Columns, product.N - column));
    }

    private void Run(int batch, int row, int rows, int column, int columns)
    {
        var lengthA = ((nint)rows * blocking.Depth + 15) / 16 * 16; // the panels of B begin on a cache line
        var packedA = Scratch.Get(lengthA + (nint)TileColumns * blocking.Depth + TRows.Value * TileColumns);
        var packedB = packedA + lengthA;
        var edge = packedB + (nint)TileColumns * blocking.Depth;
        var a = product.A + batch * product.StrideA + (product.TransposeA ? row : (nint)row * product.Lda);
        var b = product.B + batch * product.StrideB + (product.TransposeB ? (nint)column * product.Ldb : column);
        var c = product.C + batch * product.StrideC;
        var packs = product.TransposeB || rows > TilesWithoutPacking * TRows.Value;

        var start = 0;
        do
        {
            var depth = Math.Min(blocking.Depth, product.K - start);
            var adds = product.AddsToC || start > 0;
            var isLast = start + depth >= product.K;
            Tiles.Pack<TSimd, TVector, TRows>(
                a + (product.TransposeA ? (nint)start * product.Lda : start), product.TransposeA, product.Lda, rows, depth, packedA);
            for (var j = 0; j < columns; j += TileColumns)
            {
                var width = Math.Min(TileColumns, columns - j);
                var panel = packedB;
                nint stride = TileColumns;
                if (product.TransposeB)
                {
                    Packing.Transpose(b + (nint)j * product.Ldb + start, product.Ldb, width, depth, packedB, TileColumns);
                }
                else if (packs || width < TileColumns)
                {
                    Packing.Copy<TSimd, TVector>(b + (nint)start * product.Ldb + j, product.Ldb, width, depth, packedB, TileColumns);
                }
                else
                {
                    panel = b + (nint)start * product.Ldb + j;
                    stride = product.Ldb;
                }

                for (var i = 0; i < rows;)
                {
                    var tile = Tiles.Rows<TRows>(rows - i);
                    var offset = (nint)(row + i) * product.Ldc + column + j;
                    if (width == TileColumns)
                        Tile<Two>(tile, depth, packedA + (nint)i * depth, panel, stride, c + offset, product.Ldc, adds);
                    else
                        EdgeTile(tile, width, depth, packedA + (nint)i * depth, panel, c + offset, adds, edge);
                    if (isLast && !product.Epilogue.IsEmpty)
                        product.Epilogue.Apply<TSimd, TVector>(c, product.Ldc, offset, column + j, tile, width);
                    i += tile;
                }
            }

            start += depth;
        }
        while (start < product.K);
    }

    /// <summary>A tile at the right edge of C, narrower than a tile of registers: computed aside in full width, then copied as far as it goes.</summary>
    private void EdgeTile(int rows, int width, int depth, float* a, float* b, float* c, bool adds, float* edge)
    {
        if (width <= TSimd.Width)
            Tile<One>(rows, depth, a, b, TileColumns, edge, TileColumns, false);
        else
            Tile<Two>(rows, depth, a, b, TileColumns, edge, TileColumns, false);
        for (var i = 0; i < rows; i++, edge += TileColumns, c += product.Ldc)
        {
            var j = Edge<TSimd, TVector>(0, width, c, edge, adds);
            j = Edge<Simd128, Vector128<float>>(j, width, c, edge, adds);
            Edge<SimdScalar, float>(j, width, c, edge, adds);
        }
    }

    private static int Edge<TAnySimd, TAnyVector>(int j, int width, float* c, float* edge, bool adds)
        where TAnySimd : struct, ISimd<TAnyVector>
        where TAnyVector : struct
    {
        for (; j <= width - TAnySimd.Width; j += TAnySimd.Width)
        {
            var value = TAnySimd.Load(edge + j);
            TAnySimd.Store(adds ? TAnySimd.Add(TAnySimd.Load(c + j), value) : value, c + j);
        }

        return j;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tile<TColumns>(int rows, int depth, float* a, float* b, nint strideB, float* c, nint strideC, bool adds)
        where TColumns : struct, IConstant
    {
        if (rows == TRows.Value)
            MicroKernel.Run<TSimd, TVector, TRows, TColumns>(depth, a, b, strideB, c, strideC, product.Alpha, adds);
        else if (rows == 8)
            MicroKernel.Run<TSimd, TVector, Eight, TColumns>(depth, a, b, strideB, c, strideC, product.Alpha, adds);
        else if (rows == 4)
            MicroKernel.Run<TSimd, TVector, Four, TColumns>(depth, a, b, strideB, c, strideC, product.Alpha, adds);
        else if (rows == 2)
            MicroKernel.Run<TSimd, TVector, Two, TColumns>(depth, a, b, strideB, c, strideC, product.Alpha, adds);
        else
            MicroKernel.Run<TSimd, TVector, One, TColumns>(depth, a, b, strideB, c, strideC, product.Alpha, adds);
    }
}
