namespace Vitrine.Tensors.Kernels;

/// <summary>Tiles of pictures, brought to the points at which they are multiplied.</summary>
internal static unsafe class WinogradTiles
{
    /// <summary>Floats of a padded part of a picture, for <see cref="Transform"/>.</summary>
    public static nint Padded<TTransform>(int rows, int across, int channels)
        where TTransform : struct, IWinogradTransform => (nint)Extent<TTransform>(rows) * Extent<TTransform>(across) * channels;

    /// <summary>
    /// Maps some rows of tiles of a picture. The picture is copied once with its padding and channels innermost, so that a vector holds one place of
    /// several channels and a tile's borders need no care.
    /// </summary>
    /// <param name="picture">[channels, height, width].</param>
    /// <param name="channels">A multiple of the vector's width.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="top">The picture's row under the first tile's first; negative for padding.</param>
    /// <param name="left">The picture's column under the first tile's first; negative for padding.</param>
    /// <param name="rows">Rows of tiles.</param>
    /// <param name="across">Tiles in a row.</param>
    /// <param name="padded">Working memory: <see cref="Padded"/>.</param>
    /// <param name="scratch">Working memory of the map.</param>
    /// <param name="points">[position, tile, channel].</param>
    /// <param name="positionStride">Floats from one position to the next.</param>
    public static void Transform<TSimd, TVector, TTransform>(
        float* picture, int channels, int height, int width, int top, int left, int rows, int across, float* padded, float* scratch, float* points,
        nint positionStride)
        where TSimd : struct, ISimd<TVector>
        where TVector : struct
        where TTransform : struct, IWinogradTransform
    {
        var pitch = (nint)Extent<TTransform>(across) * channels;
        Pad(picture, channels, height, width, top, left, Extent<TTransform>(rows), Extent<TTransform>(across), padded);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < across; j++, points += channels)
            {
                var tile = padded + WinogradTiling.Size * (i * pitch + j * (nint)channels);
                for (var channel = 0; channel < channels; channel += TSimd.Width)
                {
                    WinogradTransform.Run<TSimd, TVector, TTransform>(
                        tile + channel, pitch, channels, points + channel, TTransform.Outputs * positionStride, positionStride, scratch);
                }
            }
        }
    }

    private static int Extent<TTransform>(int tiles)
        where TTransform : struct, IWinogradTransform => (tiles - 1) * WinogradTiling.Size + TTransform.Inputs;

    private static void Pad(float* picture, int channels, int height, int width, int top, int left, int rows, int columns, float* padded)
    {
        var before = Math.Min(columns, Math.Max(0, -left));
        var inside = Math.Clamp(width - left - before, 0, columns - before);
        for (var i = 0; i < rows; i++)
        {
            var row = padded + (nint)i * columns * channels;
            if ((uint)(top + i) >= (uint)height)
            {
                new Span<float>(row, columns * channels).Clear();
                continue;
            }

            new Span<float>(row, before * channels).Clear();
            Packing.Transpose(
                picture + (nint)(top + i) * width + left + before, (nint)height * width, channels, inside, row + (nint)before * channels, channels);
            new Span<float>(row + (nint)(before + inside) * channels, (columns - before - inside) * channels).Clear();
        }
    }
}
