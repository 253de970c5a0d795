using System.Numerics.Tensors;
using Vitrine.Tensors.Memory;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// A 3×3 convolution in tiles: at each of 36 positions a matrix product [tiles × channels] · [channels × filters]. Serves ∂x too, which is the convolution of
/// ∂y with turned filters.
/// </summary>
internal readonly unsafe struct WinogradForward<TSimd, TVector, TRows> : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TRows : struct, IConstant
{
    private readonly ConvolutionShape shape;
    private readonly WinogradTiling tiling;
    private readonly float* x;
    private readonly float* filters;
    private readonly float* bias;
    private readonly float* y;
    private readonly bool adds;

    private WinogradForward(in ConvolutionShape shape, float* x, float* filters, float* bias, float* y, bool adds)
    {
        this.shape = shape;
        tiling = WinogradTiling.Of(shape);
        this.x = x;
        this.filters = filters;
        this.bias = bias;
        this.y = y;
        this.adds = adds;
    }

    public static void Run(in ConvolutionShape shape, float* x, float* weight, bool isTurned, float* bias, float* y, bool adds)
    {
        var filters = BufferPool.Rent(WinogradFilters<TSimd, TVector>.Size(shape.Channels, shape.Filters));
        try
        {
            WinogradFilters<TSimd, TVector>.Run(shape.Channels, shape.Filters, isTurned, weight, filters.Pointer);
            var job = new WinogradForward<TSimd, TVector, TRows>(shape, x, filters.Pointer, bias, y, adds);
            WorkerPool.For(job.tiling.Blocks(shape.Batch), job);
        }
        finally
        {
            BufferPool.Return(filters);
        }
    }

    public void Run(int block)
    {
        var firstRow = block % tiling.BlocksPerImage * tiling.RowsPerBlock;
        var rows = Math.Min(tiling.RowsPerBlock, tiling.Down - firstRow);
        var firstImage = block / tiling.BlocksPerImage * tiling.ImagesPerBlock;
        var images = Math.Min(tiling.ImagesPerBlock, shape.Batch - firstImage);
        var tilesPerImage = rows * tiling.Across;
        var tiles = images * tilesPerImage;

        // One line more from position to position: at a power of two all 36 numbers of a tile would fall into one set of the cache.
        var (inputStride, outputStride) = ((nint)tiles * shape.Channels + TSimd.Width, (nint)tiles * shape.Filters + TSimd.Width);
        var pixels = rows * WinogradTiling.Size * shape.ResultWidth + WinogradTiling.Size;
        var padded = WinogradTiles.Padded<InputTransform>(rows, tiling.Across, shape.Channels);
        var inputs = Scratch.Get(
            WinogradTiling.Positions * (inputStride + outputStride) + padded + (nint)tiles * shape.Channels
            + (adds ? 2 : 1) * (nint)pixels * shape.Filters + WinogradTransform.Scratch<TSimd, TVector>());
        var outputs = inputs + WinogradTiling.Positions * inputStride;
        var picture = outputs + WinogradTiling.Positions * outputStride;
        var packed = picture + padded;
        var results = packed + (nint)tiles * shape.Channels;
        var scratch = results + (adds ? 2 : 1) * (nint)pixels * shape.Filters;

        for (var image = 0; image < images; image++)
        {
            WinogradTiles.Transform<TSimd, TVector, InputTransform>(
                x + shape.InputOffset(firstImage + image), shape.Channels, shape.Height, shape.Width,
                firstRow * WinogradTiling.Size - shape.PaddingTop, -shape.PaddingLeft, rows, tiling.Across,
                picture, scratch, inputs + (nint)image * tilesPerImage * shape.Channels, inputStride);
        }

        for (var position = 0; position < WinogradTiling.Positions; position++)
        {
            Tiles.Pack<TSimd, TVector, TRows>(inputs + position * inputStride, false, shape.Channels, tiles, shape.Channels, packed);
            WinogradProduct.Run<TSimd, TVector, TRows>(
                tiles, shape.Filters, shape.Channels, packed, filters + (nint)position * shape.Channels * shape.Filters, isPanels: true,
                outputs + position * outputStride, accumulate: false);
        }

        for (var image = 0; image < images; image++)
        {
            Results(outputs + (nint)image * tilesPerImage * shape.Filters, outputStride, rows, results, scratch);
            Write(firstImage + image, firstRow, rows, results);
        }
    }

    /// <summary>results[place, filter] of some rows of tiles.</summary>
    private void Results(float* outputs, nint outputStride, int rows, float* results, float* scratch)
    {
        var pitch = (nint)shape.ResultWidth * shape.Filters;
        for (var i = 0; i < rows; i++)
        {
            // A tile that juts out on the right writes into the rows below. From right to left, the tile that these belong to comes later.
            for (var j = tiling.Across - 1; j >= 0; j--)
            {
                var tile = outputs + (nint)(i * tiling.Across + j) * shape.Filters;
                var to = results + WinogradTiling.Size * (i * pitch + j * (nint)shape.Filters);
                for (var filter = 0; filter < shape.Filters; filter += TSimd.Width)
                {
                    WinogradTransform.Run<TSimd, TVector, OutputTransform>(
                        tile + filter, 6 * outputStride, outputStride, to + filter, pitch, shape.Filters, scratch);
                }
            }
        }
    }

    private void Write(int image, int firstRow, int rows, float* results)
    {
        var top = firstRow * WinogradTiling.Size;
        var places = (Math.Min(top + rows * WinogradTiling.Size, shape.ResultHeight) - top) * shape.ResultWidth;
        var to = y + shape.ResultOffset(image) + (nint)top * shape.ResultWidth;
        if (bias != null)
        {
            for (var place = 0; place < places; place++)
            {
                var row = new Span<float>(results + (nint)place * shape.Filters, shape.Filters);
                TensorPrimitives.Add(row, new ReadOnlySpan<float>(bias, shape.Filters), row);
            }
        }

        if (!adds)
        {
            Packing.Transpose(results, shape.Filters, places, shape.Filters, to, shape.ResultPlane, fills: false);
            return;
        }

        var planes = results + (nint)places * shape.Filters;
        Packing.Transpose(results, shape.Filters, places, shape.Filters, planes, places, fills: false);
        for (var filter = 0; filter < shape.Filters; filter++)
        {
            var plane = new Span<float>(to + (nint)filter * shape.ResultPlane, places);
            TensorPrimitives.Add(plane, new ReadOnlySpan<float>(planes + (nint)filter * places, places), plane);
        }
    }
}
