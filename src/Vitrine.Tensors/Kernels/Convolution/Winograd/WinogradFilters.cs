using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// Filters, brought to the points at which they are multiplied, in panels as <see cref="MicroKernel"/> reads B: [position, panel, channel, filter], a panel
/// being two vectors of filters (the last may be one). One job for each channel.
/// </summary>
internal readonly unsafe struct WinogradFilters<TSimd, TVector> : IBlockJob
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    private readonly int channels;
    private readonly int filters;
    private readonly bool isTurned;
    private readonly float* weight;
    private readonly float* points;

    private WinogradFilters(int channels, int filters, bool isTurned, float* weight, float* points)
    {
        this.channels = channels;
        this.filters = filters;
        this.isTurned = isTurned;
        this.weight = weight;
        this.points = points;
    }

    /// <summary>Floats of the result.</summary>
    public static int Size(int channels, int filters) => WinogradTiling.Positions * channels * filters;

    /// <summary>Transforms all filters.</summary>
    /// <param name="channels">Channels that the convolution reads.</param>
    /// <param name="filters">Channels that it writes.</param>
    /// <param name="isTurned">For ∂x: <paramref name="weight"/> is [channels, filters, 3, 3], and each window is turned by 180°.</param>
    /// <param name="weight">[filters, channels, 3, 3].</param>
    /// <param name="points"><see cref="Size"/> floats.</param>
    public static void Run(int channels, int filters, bool isTurned, float* weight, float* points) =>
        WorkerPool.For(channels, new WinogradFilters<TSimd, TVector>(channels, filters, isTurned, weight, points));

    public void Run(int channel)
    {
        const int Taps = 9;
        var (panel, positionStride) = (2 * TSimd.Width, (nint)channels * filters);
        var taps = Scratch.Get(Taps * filters + WinogradTransform.Scratch<TSimd, TVector>());
        var first = isTurned ? weight + (nint)channel * filters * Taps : weight + channel * Taps;
        Packing.Transpose(first, isTurned ? Taps : (nint)channels * Taps, filters, Taps, taps, filters);

        // Turned by 180°, a window begins with its last tap.
        nint step = isTurned ? -filters : filters;
        var tap = isTurned ? taps + (nint)(Taps - 1) * filters : taps;
        for (var filter = 0; filter < filters; filter += TSimd.Width)
        {
            var start = filter / panel * panel;
            var to = points + (nint)start * channels + (nint)channel * Math.Min(panel, filters - start) + filter - start;
            WinogradTransform.Run<TSimd, TVector, FilterTransform>(tap + filter, 3 * step, step, to, 6 * positionStride, positionStride, taps + Taps * filters);
        }
    }
}
