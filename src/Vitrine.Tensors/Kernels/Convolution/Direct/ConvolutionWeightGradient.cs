using Vitrine.Tensors.Memory;
using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// ∂weight[filter, tap] = Σ over pictures and places of ∂y[filter, place] · x[place + offset(tap)]. Taps are the rows of the tile: their numbers
/// are read where they lie in the padded picture. Filters are the columns: ∂y is packed place by place.
/// <para>
/// The reduction is long and the result small. It is cut into parts of the batch, each with a sum of its own, which are added in order at the
/// end. How many parts there are depends on the shape alone, so threads still cannot change a bit.
/// </para>
/// </summary>
internal readonly unsafe struct ConvolutionWeightGradient<TSimd, TVector, TRows> : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
    where TRows : struct, IConstant
{
    // Places that are packed at once; with two vectors of filters each they fill 32 KiB of the first-level cache.
    private const int PackedPlaces = 256;

    // Fewer filters than this would leave most lanes empty.
    private const int FewFilters = 4;

    private readonly ConvolutionShape shape;
    private readonly Phases phases;
    private readonly int rowsPerBlock;
    private readonly int parts;
    private readonly int channelsPerChunk;
    private readonly float* x;
    private readonly float* yGradient;
    private readonly float* partial;
    private readonly int* offsets;

    private ConvolutionWeightGradient(
        in ConvolutionShape shape, Phases phases, int rowsPerBlock, int parts, int channelsPerChunk, float* x, float* yGradient, float* partial, int* offsets)
    {
        this.shape = shape;
        this.phases = phases;
        this.rowsPerBlock = rowsPerBlock;
        this.parts = parts;
        this.channelsPerChunk = channelsPerChunk;
        this.x = x;
        this.yGradient = yGradient;
        this.partial = partial;
        this.offsets = offsets;
    }

    private static int PanelWidth => 2 * TSimd.Width;

    private int Chunks => (shape.Channels + channelsPerChunk - 1) / channelsPerChunk;

    public static void Run(in ConvolutionShape shape, float* x, float* yGradient, float* weightGradient, bool adds)
    {
        if (shape.Filters * shape.Taps == 0)
            return;
        var size = Padded(shape.Filters) * shape.Taps;
        var parts = Math.Clamp(WeightGradientParts.MostFloats / size, 1, Math.Clamp(shape.Batch, 1, WeightGradientParts.Most));
        var chunks = Math.Min((WeightGradientParts.Most + parts - 1) / parts, shape.Channels);
        var channels = (shape.Channels + chunks - 1) / chunks;
        var rows = Math.Clamp(PackedPlaces / Math.Max(1, shape.ResultWidth), 1, Math.Max(1, shape.ResultHeight));
        var phases = shape.IsBare
            ? new Phases(1, 1, 1, shape.Height, shape.Width)
            : new Phases(
                shape.Stride, Math.Min(shape.Stride, shape.WindowHeight), Math.Min(shape.Stride, shape.WindowWidth),
                rows + (shape.WindowHeight - 1) / shape.Stride, shape.ResultWidth + (shape.WindowWidth - 1) / shape.Stride);
        var buffer = BufferPool.Rent(parts * size + shape.Taps);
        try
        {
            var offsets = (int*)(buffer.Pointer + (nint)parts * size);
            for (var tap = 0; tap < shape.Taps; tap++)
            {
                var place = tap % (shape.WindowHeight * shape.WindowWidth);
                offsets[tap] = (int)(tap / (shape.WindowHeight * shape.WindowWidth) % channels * phases.ChannelSize)
                    + phases.Offset(place / shape.WindowWidth, place % shape.WindowWidth);
            }

            var job = new ConvolutionWeightGradient<TSimd, TVector, TRows>(
                shape, phases, rows, parts, channels, x, yGradient, buffer.Pointer, offsets);
            WorkerPool.For(parts * job.Chunks, job);
            WorkerPool.For(shape.Filters, new SumParts(shape, parts, size, buffer.Pointer, weightGradient, adds));
        }
        finally
        {
            BufferPool.Return(buffer);
        }
    }

    public void Run(int block)
    {
        var (part, chunk) = Math.DivRem(block, Chunks);
        var firstChannel = chunk * channelsPerChunk;
        var channels = Math.Min(channelsPerChunk, shape.Channels - firstChannel);
        var window = shape.WindowHeight * shape.WindowWidth;
        var (firstTap, taps) = (firstChannel * window, channels * window);
        var width = Padded(shape.Filters);
        var sums = partial + ((nint)part * shape.Taps + firstTap) * width;
        new Span<float>(sums, taps * width).Clear();

        var places = rowsPerBlock * shape.ResultWidth;
        var panel = Scratch.Get((nint)places * PanelWidth + (shape.IsBare ? 0 : channels * phases.ChannelSize));
        var copy = panel + (nint)places * PanelWidth;
        var (start, end) = ((int)((long)shape.Batch * part / parts), (int)((long)shape.Batch * (part + 1) / parts));
        for (var image = start; image < end; image++)
        {
            for (var top = 0; top < shape.ResultHeight; top += rowsPerBlock)
            {
                var rows = Math.Min(rowsPerBlock, shape.ResultHeight - top);
                var picture = x + shape.InputOffset(image) + (nint)firstChannel * shape.Plane;
                if (shape.IsBare)
                {
                    picture += (nint)top * shape.Width;
                }
                else
                {
                    phases.Copy(picture, channels, shape.Height, shape.Width, top * shape.Stride - shape.PaddingTop, -shape.PaddingLeft, copy);
                    picture = copy;
                }

                var gradient = yGradient + shape.ResultOffset(image) + (nint)top * shape.ResultWidth;
                if (shape.Filters <= FewFilters && TSimd.Width > 1)
                    AddDots(picture, gradient, rows, firstTap, taps, sums, width);
                else
                    AddTiles(picture, gradient, rows, firstTap, taps, sums, width, panel);
            }
        }
    }

    private static int Padded(int filters) => (filters + TSimd.Width - 1) / TSimd.Width * TSimd.Width;

    private void AddTiles(float* picture, float* gradient, int rows, int firstTap, int taps, float* sums, int width, float* panel)
    {
        for (var filter = 0; filter < width; filter += PanelWidth)
        {
            var isPair = filter + TSimd.Width < width;
            var lanes = isPair ? PanelWidth : TSimd.Width;
            Packing.Transpose(
                gradient + (nint)filter * shape.ResultPlane, shape.ResultPlane, Math.Min(lanes, shape.Filters - filter), rows * shape.ResultWidth,
                panel, lanes);
            for (var tap = 0; tap < taps;)
            {
                var tile = taps - tap >= TRows.Value ? TRows.Value : taps - tap >= 4 ? 4 : taps - tap >= 2 ? 2 : 1;
                var list = offsets + firstTap + tap;
                var sum = sums + (nint)tap * width + filter;
                if (isPair)
                    Tile<Two>(tile, rows, picture, list, panel, sum, width);
                else
                    Tile<One>(tile, rows, picture, list, panel, sum, width);
                tap += tile;
            }
        }
    }

    private void Tile<TColumns>(int tile, int rows, float* picture, int* list, float* panel, float* sum, int width)
        where TColumns : struct, IConstant
    {
        var (columns, skip) = (shape.ResultWidth, phases.Columns - shape.ResultWidth);
        if (tile == TRows.Value)
            TapGradient.Add<TSimd, TVector, TRows, TColumns>(rows, columns, skip, picture, list, panel, sum, width);
        else if (tile == 4)
            TapGradient.Add<TSimd, TVector, Four, TColumns>(rows, columns, skip, picture, list, panel, sum, width);
        else if (tile == 2)
            TapGradient.Add<TSimd, TVector, Two, TColumns>(rows, columns, skip, picture, list, panel, sum, width);
        else
            TapGradient.Add<TSimd, TVector, One, TColumns>(rows, columns, skip, picture, list, panel, sum, width);
    }

    /// <summary>Few filters: places are the lanes, and each sum is a dot product of a row of ∂y with a shifted row of the picture.</summary>
    private void AddDots(float* picture, float* gradient, int rows, int firstTap, int taps, float* sums, int width)
    {
        for (var filter = 0; filter < shape.Filters; filter++)
        {
            for (var tap = 0; tap < taps; tap++)
            {
                sums[(nint)tap * width + filter] += TapGradient.Dot<TSimd, TVector>(
                    rows, shape.ResultWidth, gradient + (nint)filter * shape.ResultPlane, picture + offsets[firstTap + tap], phases.Columns);
            }
        }
    }

    private readonly struct SumParts(ConvolutionShape shape, int parts, int size, float* partial, float* weightGradient, bool adds) : IBlockJob
    {
        public void Run(int filter)
        {
            var width = Padded(shape.Filters);
            for (var tap = 0; tap < shape.Taps; tap++)
            {
                var from = partial + (nint)tap * width + filter;
                var sum = *from;
                for (var part = 1; part < parts; part++)
                    sum += from[(nint)part * size];
                var to = weightGradient + (nint)filter * shape.Taps + tap;
                *to = adds ? *to + sum : sum;
            }
        }
    }
}
