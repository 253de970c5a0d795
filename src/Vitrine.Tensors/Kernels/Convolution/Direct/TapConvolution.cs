using System.Runtime.CompilerServices;

namespace Vitrine.Tensors.Kernels;

/// <summary>Where <see cref="TapConvolution{TSimd, TVector, TRows}"/> writes its results.</summary>
/// <param name="Data">The first result of the first filter.</param>
/// <param name="FilterStride">Floats from one filter's results to the next.</param>
/// <param name="RowStride">Floats from one row to the next.</param>
/// <param name="ColumnStride">Floats from one column to the next.</param>
/// <param name="Bias">One number per filter, added to the results; or null.</param>
/// <param name="Adds">Whether the results are added to what is there.</param>
internal readonly unsafe record struct TapResult(nint Data, nint FilterStride, nint RowStride, nint ColumnStride, nint Bias, bool Adds)
{
    public float* Pointer => (float*)Data;
}

/// <summary>
/// The convolution of one (padded) picture: result[filter, i, j] = Σ over taps of weight[filter, tap] · image[offset(tap) + i·columns + j], in tiles
/// of several filters × two vectors of neighbouring results.
/// </summary>
internal readonly unsafe struct TapConvolution<TSimd, TVector, TRows>
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TRows : struct, IConstant
{
    /// <summary>Floats that may be read behind an image, when a vector begins inside it.</summary>
    public static int Slack => 2 * TSimd.Width;

    /// <summary>The tile that <see cref="Run"/> needs as scratch memory, in floats.</summary>
    public static int Scratch => TRows.Value * 2 * TSimd.Width;

    /// <summary>The element of the image under the first tap's zero offset for result (0, 0).</summary>
    public required float* Image { get; init; }

    /// <summary>Floats from one row of the image to the next.</summary>
    public required int ImageStride { get; init; }

    /// <summary>For each tap the distance of its first element.</summary>
    public required int* Offsets { get; init; }

    /// <summary>The number of taps.</summary>
    public required int Taps { get; init; }

    /// <summary>The filters, packed by <see cref="Tiles"/>.</summary>
    public required float* Weights { get; init; }

    /// <summary>The number of filters.</summary>
    public required int Filters { get; init; }

    /// <summary>Rows of the result.</summary>
    public required int Rows { get; init; }

    /// <summary>Columns of the result.</summary>
    public required int Columns { get; init; }

    public required TapResult Result { get; init; }

    /// <summary>
    /// A row that is shorter than a vector is not computed by itself: the image's rows are taken as one long row, and the results that
    /// belong to its padding are dropped.
    /// </summary>
    public static bool IsFlat(int columns) => columns < TSimd.Width;

    /// <param name="tile"><see cref="Scratch"/> floats.</param>
    public void Run(float* tile)
    {
        if (Rows <= 0 || Columns <= 0)
            return;
        var isFlat = IsFlat(Columns);
        var perRow = isFlat ? ((Rows - 1) * ImageStride + Columns + TSimd.Width - 1) / TSimd.Width : (Columns + TSimd.Width - 1) / TSimd.Width;
        var vectors = isFlat ? perRow : Rows * perRow;

        // The last vector of a row ends with the row and so overlaps the one before: harmless unless results are added.
        var isDirect = !isFlat && Result.ColumnStride == 1 && (!Result.Adds || Columns % TSimd.Width == 0);
        for (var v = 0; v < vectors; v += 2)
        {
            var (left, right) = (Place(v, perRow, isFlat), Place(Math.Min(v + 1, vectors - 1), perRow, isFlat));
            if (v + 1 == vectors)
                Run<One>(left, right, isDirect, isFlat, tile);
            else
                Run<Two>(left, right, isDirect, isFlat, tile);
        }
    }

    /// <summary>The row and column where a vector begins, and its first lane that no vector before has done.</summary>
    private (int Row, int Column, int Fresh) Place(int vector, int perRow, bool isFlat)
    {
        if (isFlat)
            return (0, vector * TSimd.Width, 0);
        var (row, index) = (vector / perRow, vector % perRow);
        var column = Math.Min(index * TSimd.Width, Columns - TSimd.Width);
        return (row, column, index * TSimd.Width - column);
    }

    private void Run<TColumns>((int Row, int Column, int Fresh) left, (int Row, int Column, int Fresh) right, bool isDirect, bool isFlat, float* tile)
        where TColumns : struct, IConstant
    {
        var imageLeft = Image + (nint)left.Row * ImageStride + left.Column;
        var imageRight = Image + (nint)right.Row * ImageStride + right.Column;
        if (isDirect)
        {
            var resultLeft = Result.Pointer + left.Row * Result.RowStride + left.Column;
            var resultRight = Result.Pointer + right.Row * Result.RowStride + right.Column;
            for (var i = 0; i < Filters;)
            {
                var rows = Tiles.Rows<TRows>(Filters - i);
                var offset = i * Result.FilterStride;
                Tile<TColumns>(rows, i, imageLeft, imageRight, resultLeft + offset, resultRight + offset, Result.FilterStride, Result.Adds);
                if (Result.Bias != 0)
                    AddBias<TColumns>(rows, i, resultLeft + offset, resultRight + offset);
                i += rows;
            }

            return;
        }

        var lanes = stackalloc int[2 * TSimd.Width];
        var places = stackalloc nint[2 * TSimd.Width];
        var count = List(left, isFlat, 0, lanes, places, 0);
        if (TColumns.Value == 2)
            count = List(right, isFlat, TSimd.Width, lanes, places, count);
        for (var i = 0; i < Filters;)
        {
            var rows = Tiles.Rows<TRows>(Filters - i);
            Tile<TColumns>(rows, i, imageLeft, imageRight, tile, tile + TSimd.Width, 2 * TSimd.Width, false);
            Scatter(rows, i, tile, lanes, places, count);
            i += rows;
        }
    }

    private void AddBias<TColumns>(int rows, int filter, float* left, float* right)
        where TColumns : struct, IConstant
    {
        for (var row = 0; row < rows; row++, left += Result.FilterStride, right += Result.FilterStride)
        {
            // Lanes that two vectors share get the bias once: the second vector has just overwritten them.
            var bias = TSimd.Broadcast(((float*)Result.Bias)[filter + row]);
            var (first, second) = (TSimd.Add(TSimd.Load(left), bias), TColumns.Value == 2 ? TSimd.Add(TSimd.Load(right), bias) : default);
            TSimd.Store(first, left);
            if (TColumns.Value == 2)
                TSimd.Store(second, right);
        }
    }

    /// <summary>The lanes of a vector that are results, and where these go.</summary>
    private int List((int Row, int Column, int Fresh) vector, bool isFlat, int firstLane, int* lanes, nint* places, int count)
    {
        for (var lane = vector.Fresh; lane < TSimd.Width; lane++)
        {
            var (row, column) = isFlat
                ? ((vector.Column + lane) / ImageStride, (vector.Column + lane) % ImageStride)
                : (vector.Row, vector.Column + lane);
            if (column >= Columns || row >= Rows)
                continue;
            lanes[count] = firstLane + lane;
            places[count++] = row * Result.RowStride + column * Result.ColumnStride;
        }

        return count;
    }

    private void Scatter(int rows, int filter, float* tile, int* lanes, nint* places, int count)
    {
        for (var row = 0; row < rows; row++, tile += 2 * TSimd.Width)
        {
            var target = Result.Pointer + (filter + row) * Result.FilterStride;
            var bias = Result.Bias == 0 ? 0 : ((float*)Result.Bias)[filter + row];
            if (Result.Adds)
            {
                for (var i = 0; i < count; i++)
                    target[places[i]] += tile[lanes[i]] + bias;
            }
            else
            {
                for (var i = 0; i < count; i++)
                    target[places[i]] = tile[lanes[i]] + bias;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Tile<TColumns>(int rows, int filter, float* left, float* right, float* resultLeft, float* resultRight, nint stride, bool adds)
        where TColumns : struct, IConstant
    {
        var a = Weights + (nint)filter * Taps;
        if (rows == TRows.Value)
            MicroKernel.Run<TSimd, TVector, TRows, TColumns, Listed>(Taps, a, left, right, 0, Offsets, resultLeft, resultRight, stride, 1, adds);
        else if (rows == 8)
            MicroKernel.Run<TSimd, TVector, Eight, TColumns, Listed>(Taps, a, left, right, 0, Offsets, resultLeft, resultRight, stride, 1, adds);
        else if (rows == 4)
            MicroKernel.Run<TSimd, TVector, Four, TColumns, Listed>(Taps, a, left, right, 0, Offsets, resultLeft, resultRight, stride, 1, adds);
        else if (rows == 2)
            MicroKernel.Run<TSimd, TVector, Two, TColumns, Listed>(Taps, a, left, right, 0, Offsets, resultLeft, resultRight, stride, 1, adds);
        else
            MicroKernel.Run<TSimd, TVector, One, TColumns, Listed>(Taps, a, left, right, 0, Offsets, resultLeft, resultRight, stride, 1, adds);
    }
}
