using Vitrine.Tensors.Memory;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>y ← x ∗ weight + bias; one job for some rows of the result of one picture.</summary>
internal readonly unsafe struct ConvolutionForward<TSimd, TVector, TRows> : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TRows : struct, IConstant
{
    private readonly ConvolutionShape shape;
    private readonly Phases phases;
    private readonly int rowsPerBlock;
    private readonly bool copies;
    private readonly float* x;
    private readonly float* packed;
    private readonly int* offsets;
    private readonly float* bias;
    private readonly float* y;

    private ConvolutionForward(
        in ConvolutionShape shape, Phases phases, int rowsPerBlock, bool copies, float* x, float* packed, int* offsets, float* bias, float* y)
    {
        this.shape = shape;
        this.phases = phases;
        this.rowsPerBlock = rowsPerBlock;
        this.copies = copies;
        this.x = x;
        this.packed = packed;
        this.offsets = offsets;
        this.bias = bias;
        this.y = y;
    }

    private int RowBlocks => (shape.ResultHeight + rowsPerBlock - 1) / rowsPerBlock;

    public static void Run(in ConvolutionShape shape, float* x, float* weight, float* bias, float* y)
    {
        if (shape.Batch * shape.ResultPlane * shape.Filters == 0)
            return;
        var rows = RowBlocking.Rows(shape, shape.ResultHeight, shape.Channels, shape.ResultWidth * shape.Stride * shape.Stride);

        // A picture without padding is read where it lies; in a flat run vectors would reach behind its end.
        var copies = !shape.IsBare || TapConvolution<TSimd, TVector, TRows>.IsFlat(LongestRow(shape, rows));
        var phases = copies
            ? new Phases(
                shape.Stride, Math.Min(shape.Stride, shape.WindowHeight), Math.Min(shape.Stride, shape.WindowWidth),
                rows + (shape.WindowHeight - 1) / shape.Stride, shape.ResultWidth + (shape.WindowWidth - 1) / shape.Stride)
            : new Phases(1, 1, 1, shape.Height, shape.Width);
        var weights = BufferPool.Rent(shape.Filters * shape.Taps + shape.Taps);
        try
        {
            var offsets = (int*)(weights.Pointer + shape.Filters * shape.Taps);
            var tap = 0;
            for (var channel = 0; channel < shape.Channels; channel++)
            {
                for (var row = 0; row < shape.WindowHeight; row++)
                {
                    for (var column = 0; column < shape.WindowWidth; column++)
                        offsets[tap++] = (int)(channel * phases.ChannelSize) + phases.Offset(row, column);
                }
            }

            Tiles.Pack<TSimd, TVector, TRows>(weight, false, shape.Taps, shape.Filters, shape.Taps, weights.Pointer);
            var job = new ConvolutionForward<TSimd, TVector, TRows>(shape, phases, rows, copies, x, weights.Pointer, offsets, bias, y);
            WorkerPool.For(shape.Batch * job.RowBlocks, job);
        }
        finally
        {
            BufferPool.Return(weights);
        }
    }

    public void Run(int block)
    {
        var (image, part) = Math.DivRem(block, RowBlocks);
        var top = part * rowsPerBlock;
        var rows = Math.Min(rowsPerBlock, shape.ResultHeight - top);
        var tile = Scratch.Get(TapConvolution<TSimd, TVector, TRows>.Scratch
            + (copies ? shape.Channels * phases.ChannelSize : 0) + TapConvolution<TSimd, TVector, TRows>.Slack);
        var picture = x + shape.InputOffset(image);
        if (copies)
        {
            var copy = tile + TapConvolution<TSimd, TVector, TRows>.Scratch;
            phases.Copy(
                picture, shape.Channels, shape.Height, shape.Width, top * shape.Stride - shape.PaddingTop, -shape.PaddingLeft, copy);
            picture = copy;
        }
        else
        {
            picture += (nint)top * shape.Width;
        }

        // With a window of one column and nothing to skip, rows follow each other without a gap and are one long row.
        var isOneRow = phases.Columns == shape.ResultWidth;
        new TapConvolution<TSimd, TVector, TRows>
        {
            Image = picture,
            ImageStride = isOneRow ? rows * shape.ResultWidth : phases.Columns,
            Offsets = offsets,
            Taps = shape.Taps,
            Weights = packed,
            Filters = shape.Filters,
            Rows = isOneRow ? 1 : rows,
            Columns = isOneRow ? rows * shape.ResultWidth : shape.ResultWidth,
            Result = new TapResult(
                (nint)(y + shape.ResultOffset(image) + (nint)top * shape.ResultWidth), shape.ResultPlane, shape.ResultWidth, 1,
                (nint)bias, false),
        }.Run(tile);
    }

    private static int LongestRow(in ConvolutionShape shape, int rows)
    {
        // The last block may have fewer rows than the others.
        var last = shape.ResultHeight % rows == 0 ? rows : shape.ResultHeight % rows;
        return shape.Width == shape.ResultWidth ? last * shape.ResultWidth : shape.ResultWidth;
    }
}
