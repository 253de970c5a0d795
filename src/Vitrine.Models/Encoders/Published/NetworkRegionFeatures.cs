using System.Numerics.Tensors;

namespace Vitrine.Models.Encoders.Published;

/// <summary>
/// The parts of a photo as a network sees them: its map averaged to 4×4 cells, row by row from the top left, then the mean of the whole map.
/// [<see cref="Regions"/>, <see cref="RegionDimensions"/>] per photo.
/// </summary>
/// <param name="folder">As for <see cref="ImageNetworks.Load"/>, whose errors apply.</param>
/// <param name="withMirrored">As for <see cref="NetworkExtractor"/>; a region is averaged with the same part of the photo in the mirror.</param>
public sealed class NetworkRegionFeatures(string folder, bool withMirrored = false) : NetworkExtractor(folder, Suffix, withMirrored)
{
    private const string Suffix = "-regions";

    /// <summary>Cells across and down.</summary>
    public const int Cells = 4;

    /// <summary>Regions of every photo.</summary>
    public const int Regions = Cells * Cells + 1;

    /// <summary>Numbers per region: the map's channels.</summary>
    public int RegionDimensions => Network.Channels;

    public override int Dimensions => Regions * RegionDimensions;

    /// <summary>How photos become the network's input.</summary>
    public ImagePreprocessing Preprocessing => Network.Preprocessing;

    /// <inheritdoc cref="NetworkExtractor.Parse"/>
    internal static (string Network, bool WithMirrored)? Parse(string name) => Parse(name, Suffix);

    private protected override void Compute(Tensor pixels, Span<float> features)
    {
        Average(Network.Forward(pixels).Map, features);
        if (!WithMirrored)
            return;
        var mirrored = new float[features.Length];
        Average(Network.Forward(ImageNetwork.Mirrored(pixels)).Map, mirrored);
        for (var start = 0; start < features.Length; start += RegionDimensions)
        {
            var region = start / RegionDimensions % Regions;
            var place = region == Regions - 1 ? region : region / Cells * Cells + (Cells - 1 - region % Cells);
            var same = mirrored.AsSpan(start + (place - region) * RegionDimensions, RegionDimensions);
            var both = features.Slice(start, RegionDimensions);
            TensorPrimitives.Add(both, same, both);
            TensorPrimitives.Multiply(both, 0.5f, both);
        }
    }

    private void Average(Tensor map, Span<float> features)
    {
        for (var photo = 0; photo < map.Shape[0]; photo++)
            Average(map, photo, features.Slice(photo * Dimensions, Dimensions));
    }

    /// <summary>
    /// Cell i of n covers the map's rows from ⌊i·rows/n⌋ up to ⌈(i+1)·rows/n⌉, columns likewise, as adaptive pooling is commonly defined: neighbours
    /// share a row where the division leaves a rest, and a map smaller than the grid gives the same cell more than once.
    /// </summary>
    /// <param name="map">[batch, channels, rows, columns]</param>
    /// <param name="photo">One of the batch.</param>
    /// <param name="regions">[<see cref="Regions"/>, channels], overwritten.</param>
    internal static void Average(Tensor map, int photo, Span<float> regions)
    {
        var (channels, rows, columns) = (map.Shape[1], map.Shape[2], map.Shape[3]);
        for (var channel = 0; channel < channels; channel++)
        {
            var plane = map.Data.Slice((photo * channels + channel) * rows * columns, rows * columns);
            for (var region = 0; region < Regions - 1; region++)
            {
                var (top, bottom) = Extent(region / Cells, rows);
                var (left, right) = Extent(region % Cells, columns);
                regions[region * channels + channel] = Mean(plane, columns, top, bottom, left, right);
            }

            regions[(Regions - 1) * channels + channel] = Mean(plane, columns, 0, rows, 0, columns);
        }
    }

    private static (int First, int End) Extent(int cell, int size) => (cell * size / Cells, ((cell + 1) * size + Cells - 1) / Cells);

    private static float Mean(ReadOnlySpan<float> plane, int width, int top, int bottom, int left, int right)
    {
        var sum = 0f;
        for (var y = top; y < bottom; y++)
        {
            foreach (var value in plane[(y * width + left)..(y * width + right)])
                sum += value;
        }

        return sum / ((bottom - top) * (right - left));
    }
}
