using Vitrine.Tensors.Threading;

namespace Vitrine.Tensors.Kernels;

/// <summary>How many rows of a result one job of a convolution takes.</summary>
internal static class RowBlocking
{
    // The padded rows of all channels should stay in the second-level cache beside the packed filters: 256 KiB of floats.
    private const int CachedFloats = 1 << 16;

    /// <param name="shape">The convolution.</param>
    /// <param name="height">Rows to divide.</param>
    /// <param name="channels">Channels of the picture that is read.</param>
    /// <param name="rowSize">Floats that one more row adds to each channel of the picture's copy.</param>
    public static int Rows(in ConvolutionShape shape, int height, int channels, int rowSize)
    {
        var cached = Math.Max(CachedFloats / Math.Max(1, channels * rowSize), 4);

        // With a small batch the rows of a picture are shared out; how they are cut changes no bits.
        var shares = Math.Max(1, 4 * WorkerPool.ThreadCount / shape.Batch);
        var shared = Math.Max((height + shares - 1) / shares, 2);
        var rows = Math.Clamp(Math.Min(cached, shared), 1, height);
        var blocks = (height + rows - 1) / rows;
        return (height + blocks - 1) / blocks;
    }
}
