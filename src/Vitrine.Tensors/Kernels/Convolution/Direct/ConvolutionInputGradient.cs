using Vitrine.Tensors.Memory;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// ∂x from ∂y. Seen from x, the gradient is itself a convolution: of ∂y, with the window turned by 180° and filters and channels exchanged.
/// With stride s the rows p, p + s, … of x are touched only by the rows p, p + s, … of the window, so x falls into s×s phases, each an
/// ordinary convolution of ∂y with a part of the window.
/// </summary>
internal readonly unsafe struct ConvolutionInputGradient<TSimd, TVector, TRows> : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TRows : struct, IConstant
{
    private readonly ConvolutionShape shape;
    private readonly Phases copy;
    private readonly int rowsPerBlock;
    private readonly bool copies;
    private readonly float* yGradient;
    private readonly float* packed;
    private readonly int* offsets;
    private readonly float* xGradient;
    private readonly bool adds;

    private ConvolutionInputGradient(
        in ConvolutionShape shape, Phases copy, int rowsPerBlock, bool copies, float* yGradient, float* packed, int* offsets, float* xGradient, bool adds)
    {
        this.shape = shape;
        this.copy = copy;
        this.rowsPerBlock = rowsPerBlock;
        this.copies = copies;
        this.yGradient = yGradient;
        this.packed = packed;
        this.offsets = offsets;
        this.xGradient = xGradient;
        this.adds = adds;
    }

    // Steps beyond the first by which a result of ∂y reaches down and right, in units of the stride.
    private int ReachDown => (shape.WindowHeight - 1) / shape.Stride;

    private int ReachAcross => (shape.WindowWidth - 1) / shape.Stride;

    /// <summary>Rows of a phase of the padded x, the longest one.</summary>
    private static int PhaseRows(in ConvolutionShape shape) => (shape.Height - 1 + shape.PaddingTop) / shape.Stride + 1;

    private static int PhaseColumns(in ConvolutionShape shape) => (shape.Width - 1 + shape.PaddingLeft) / shape.Stride + 1;

    private int RowBlocks => (PhaseRows(shape) + rowsPerBlock - 1) / rowsPerBlock;

    public static void Run(in ConvolutionShape shape, float* yGradient, float* weight, float* xGradient, bool adds)
    {
        if (shape.Batch * shape.Plane * shape.Channels == 0)
            return;
        var isTouched = shape.Stride <= shape.WindowHeight && shape.Stride <= shape.WindowWidth;
        if (!isTouched && !adds)
            new Span<float>(xGradient, shape.Batch * shape.Channels * shape.Plane).Clear();

        var rows = RowBlocking.Rows(shape, PhaseRows(shape), shape.Filters, PhaseColumns(shape));
        var isPoint = shape.WindowHeight == 1 && shape.WindowWidth == 1 && PhaseRows(shape) == shape.ResultHeight && PhaseColumns(shape) == shape.ResultWidth
            && shape.PaddingTop == 0 && shape.PaddingLeft == 0;
        var copies = !isPoint || TapConvolution<TSimd, TVector, TRows>.IsFlat(shape.ResultWidth);
        var copy = copies
            ? new Phases(
                1, 1, 1, rows + (shape.WindowHeight - 1) / shape.Stride, PhaseColumns(shape) + (shape.WindowWidth - 1) / shape.Stride)
            : new Phases(1, 1, 1, shape.ResultHeight, shape.ResultWidth);
        var size = shape.Filters * shape.Taps;
        var taps = shape.Filters * shape.WindowHeight * shape.WindowWidth;
        var buffer = BufferPool.Rent(2 * size + taps);
        try
        {
            var job = new ConvolutionInputGradient<TSimd, TVector, TRows>(
                shape, copy, rows, copies, yGradient, buffer.Pointer, (int*)(buffer.Pointer + 2 * size), xGradient, adds);
            job.Prepare(weight, buffer.Pointer + size);
            WorkerPool.For(shape.Batch * job.RowBlocks, job);
        }
        finally
        {
            BufferPool.Return(buffer);
        }
    }

    public void Run(int block)
    {
        var (image, part) = Math.DivRem(block, RowBlocks);
        var top = part * rowsPerBlock;
        var bottom = Math.Min(top + rowsPerBlock, PhaseRows(shape));
        var tile = Scratch.Get(TapConvolution<TSimd, TVector, TRows>.Scratch
            + (copies ? shape.Filters * copy.ChannelSize : 0) + TapConvolution<TSimd, TVector, TRows>.Slack);
        var picture = yGradient + shape.ResultOffset(image);
        if (copies)
        {
            var padded = tile + TapConvolution<TSimd, TVector, TRows>.Scratch;
            copy.Copy(picture, shape.Filters, shape.ResultHeight, shape.ResultWidth, top - ReachDown, -ReachAcross, padded);
            picture = padded;
        }
        else
        {
            picture += (nint)top * shape.ResultWidth;
        }

        var offset = offsets;
        var weights = packed;
        for (var p = 0; p < Math.Min(shape.Stride, shape.WindowHeight); p++)
        {
            for (var q = 0; q < Math.Min(shape.Stride, shape.WindowWidth); q++)
            {
                var taps = shape.Filters * Places(shape.WindowHeight, p) * Places(shape.WindowWidth, q);
                RunPhase(image, p, q, top, bottom, picture, offset, weights, taps, tile);
                offset += taps;
                weights += (nint)taps * shape.Channels;
            }
        }
    }

    /// <summary>Rows (or columns) of the window that belong to a phase.</summary>
    private int Places(int window, int phase) => (window - phase + shape.Stride - 1) / shape.Stride;

    private void RunPhase(int image, int p, int q, int top, int bottom, float* picture, int* offset, float* weights, int taps, float* tile)
    {
        // Row i of the phase is row s·i + p of the padded picture, s·i + p − padding of x.
        var firstRow = Math.Max(top, First(shape.PaddingTop, p));
        var endRow = Math.Min(bottom, (shape.Height - 1 + shape.PaddingTop - p + shape.Stride) / shape.Stride);
        var firstColumn = First(shape.PaddingLeft, q);
        var endColumn = (shape.Width - 1 + shape.PaddingLeft - q + shape.Stride) / shape.Stride;
        var target = xGradient + shape.InputOffset(image)
            + ((nint)shape.Stride * firstRow + p - shape.PaddingTop) * shape.Width + shape.Stride * firstColumn + q - shape.PaddingLeft;
        var isOneRow = shape.Stride == 1 && copy.Columns == shape.Width && endColumn - firstColumn == shape.Width && endRow > firstRow;
        new TapConvolution<TSimd, TVector, TRows>
        {
            Image = picture + (nint)(firstRow - top) * copy.Columns + firstColumn,
            ImageStride = isOneRow ? (endRow - firstRow) * shape.Width : copy.Columns,
            Offsets = offset,
            Taps = taps,
            Weights = weights,
            Filters = shape.Channels,
            Rows = isOneRow ? 1 : endRow - firstRow,
            Columns = isOneRow ? (endRow - firstRow) * shape.Width : endColumn - firstColumn,
            Result = new TapResult((nint)target, shape.Plane, (nint)shape.Stride * shape.Width, shape.Stride, 0, adds),
        }.Run(tile);
    }

    private int First(int padding, int phase) => Math.Max(0, (padding - phase + shape.Stride - 1) / shape.Stride);

    /// <summary>Packs the turned window of each phase, with channels as rows, and lists the offsets of its taps.</summary>
    private void Prepare(float* weight, float* turned)
    {
        var window = shape.WindowHeight * shape.WindowWidth;
        var list = offsets;
        nint done = 0;
        for (var p = 0; p < Math.Min(shape.Stride, shape.WindowHeight); p++)
        {
            for (var q = 0; q < Math.Min(shape.Stride, shape.WindowWidth); q++)
            {
                var (down, across) = (Places(shape.WindowHeight, p), Places(shape.WindowWidth, q));
                var taps = shape.Filters * down * across;
                for (var filter = 0; filter < shape.Filters; filter++)
                {
                    for (var t = 0; t < down * across; t++)
                    {
                        var (row, column) = (t / across, t % across);
                        *list++ = (int)(filter * copy.ChannelSize) + (ReachDown - row) * copy.Columns + ReachAcross - column;
                    }
                }

                for (var channel = 0; channel < shape.Channels; channel++)
                {
                    var to = turned + (nint)channel * taps;
                    for (var filter = 0; filter < shape.Filters; filter++)
                    {
                        var from = weight + ((nint)filter * shape.Channels + channel) * window;
                        for (var t = 0; t < down * across; t++)
                            *to++ = from[(p + t / across * shape.Stride) * shape.WindowWidth + q + t % across * shape.Stride];
                    }
                }

                Tiles.Pack<TSimd, TVector, TRows>(turned, false, taps, shape.Channels, taps, packed + done);
                done += (nint)taps * shape.Channels;
            }
        }
    }
}
