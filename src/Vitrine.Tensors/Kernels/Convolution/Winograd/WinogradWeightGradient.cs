using Vitrine.Tensors.Memory;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// ∂weight of a 3×3 convolution in tiles: at each of 36 positions the matrix product [channels × tiles] · [tiles × filters] of x and ∂y, summed over all tiles
/// before it is brought back to 3×3. As in the direct way the batch is cut into parts by the shape alone, whose sums are added in order.
/// </summary>
internal readonly unsafe struct WinogradWeightGradient<TSimd, TVector, TRows> : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TRows : struct, IConstant
{
    private readonly ConvolutionShape shape;
    private readonly WinogradTiling tiling;
    private readonly int parts;
    private readonly float* x;
    private readonly float* yGradient;
    private readonly float* partial;

    private WinogradWeightGradient(in ConvolutionShape shape, int parts, float* x, float* yGradient, float* partial)
    {
        this.shape = shape;
        tiling = WinogradTiling.Of(shape);
        this.parts = parts;
        this.x = x;
        this.yGradient = yGradient;
        this.partial = partial;
    }

    private int Size => WinogradTiling.Positions * shape.Channels * shape.Filters;

    public static void Run(in ConvolutionShape shape, float* x, float* yGradient, float* weightGradient, bool adds)
    {
        var size = WinogradTiling.Positions * shape.Channels * shape.Filters;
        var parts = 1;
        while (parts < WeightGradientParts.Most && 2 * parts * size <= WeightGradientParts.MostFloats && 2 * parts <= shape.Batch)
            parts *= 2;
        var partial = BufferPool.Rent(parts * size);
        try
        {
            WorkerPool.For(parts, new WinogradWeightGradient<TSimd, TVector, TRows>(shape, parts, x, yGradient, partial.Pointer));
            WorkerPool.For(shape.Channels, new SumParts(shape, parts, partial.Pointer, weightGradient, adds));
        }
        finally
        {
            BufferPool.Return(partial);
        }
    }

    public void Run(int part)
    {
        var sums = partial + (nint)part * Size;
        var (start, end) = ((int)((long)shape.Batch * part / parts), (int)((long)shape.Batch * (part + 1) / parts));
        if (start == end)
            new Span<float>(sums, Size).Clear(); // a batch of nothing
        var isFirst = true;
        for (var image = start; image < end; image += tiling.ImagesPerBlock)
        {
            for (var row = 0; row < tiling.Down; row += tiling.RowsPerBlock)
            {
                Add(image, Math.Min(tiling.ImagesPerBlock, end - image), row, Math.Min(tiling.RowsPerBlock, tiling.Down - row), sums, isFirst);
                isFirst = false;
            }
        }
    }

    private void Add(int firstImage, int images, int firstRow, int rows, float* sums, bool isFirst)
    {
        var tilesPerImage = rows * tiling.Across;
        var tiles = images * tilesPerImage;
        var (inputStride, gradientStride) = ((nint)tiles * shape.Channels + TSimd.Width, (nint)tiles * shape.Filters + TSimd.Width);
        var padded = Math.Max(
            WinogradTiles.Padded<InputTransform>(rows, tiling.Across, shape.Channels),
            WinogradTiles.Padded<OutputGradientTransform>(rows, tiling.Across, shape.Filters));
        var inputs = Scratch.Get(
            WinogradTiling.Positions * (inputStride + gradientStride) + padded + (nint)tiles * shape.Channels + WinogradTransform.Scratch<TSimd, TVector>());
        var gradients = inputs + WinogradTiling.Positions * inputStride;
        var picture = gradients + WinogradTiling.Positions * gradientStride;
        var packed = picture + padded;
        var scratch = packed + (nint)tiles * shape.Channels;

        var top = firstRow * WinogradTiling.Size;
        for (var image = 0; image < images; image++)
        {
            WinogradTiles.Transform<TSimd, TVector, InputTransform>(
                x + shape.InputOffset(firstImage + image), shape.Channels, shape.Height, shape.Width, top - shape.PaddingTop, -shape.PaddingLeft,
                rows, tiling.Across, picture, scratch, inputs + (nint)image * tilesPerImage * shape.Channels, inputStride);
            WinogradTiles.Transform<TSimd, TVector, OutputGradientTransform>(
                yGradient + shape.ResultOffset(firstImage + image), shape.Filters, shape.ResultHeight, shape.ResultWidth, top, 0,
                rows, tiling.Across, picture, scratch, gradients + (nint)image * tilesPerImage * shape.Filters, gradientStride);
        }

        for (var position = 0; position < WinogradTiling.Positions; position++)
        {
            Tiles.Pack<TSimd, TVector, TRows>(inputs + position * inputStride, true, shape.Channels, shape.Channels, tiles, packed);
            WinogradProduct.Run<TSimd, TVector, TRows>(
                shape.Channels, shape.Filters, tiles, packed, gradients + position * gradientStride, isPanels: false,
                sums + (nint)position * shape.Channels * shape.Filters, accumulate: !isFirst);
        }
    }

    /// <summary>weightGradient[filter, channel] ← (or +=) the sum over parts at each position, brought back to 3×3; one job for each channel.</summary>
    private readonly struct SumParts(ConvolutionShape shape, int parts, float* partial, float* weightGradient, bool adds) : IBlockJob
    {
        public void Run(int channel)
        {
            const int Taps = 9;
            nint positionStride = shape.Channels * shape.Filters, size = WinogradTiling.Positions * positionStride;
            var sums = Scratch.Get((WinogradTiling.Positions + Taps) * TSimd.Width + WinogradTransform.Scratch<TSimd, TVector>());
            var window = sums + WinogradTiling.Positions * TSimd.Width;
            for (var filter = 0; filter < shape.Filters; filter += TSimd.Width)
            {
                for (var position = 0; position < WinogradTiling.Positions; position++)
                {
                    var from = partial + position * positionStride + (nint)channel * shape.Filters + filter;
                    var sum = TSimd.Load(from);
                    for (var part = 1; part < parts; part++)
                        sum = TSimd.Add(sum, TSimd.Load(from + part * size));
                    TSimd.Store(sum, sums + position * TSimd.Width);
                }

                WinogradTransform.Run<TSimd, TVector, FilterGradientTransform>(
                    sums, 6 * TSimd.Width, TSimd.Width, window, 3 * TSimd.Width, TSimd.Width, window + Taps * TSimd.Width);
                for (var lane = 0; lane < TSimd.Width; lane++)
                {
                    var to = weightGradient + ((nint)(filter + lane) * shape.Channels + channel) * Taps;
                    for (var tap = 0; tap < Taps; tap++)
                        to[tap] = adds ? to[tap] + window[tap * TSimd.Width + lane] : window[tap * TSimd.Width + lane];
                }
            }
        }
    }
}
