using System.Numerics.Tensors;
using Vitrine.Catalogue.Images;

namespace Vitrine.Catalogue.Features;

/// <summary>
/// Histograms of oriented gradients (Dalal and Triggs, CVPR 2005): the picture is cut into square cells, and each cell counts the
/// directions of its edges by their strength: shape without colour. Directions are signed (dark to light differs from light to dark), for a
/// shop's backgrounds are mostly light. Each cell is normalised against the four 2×2 blocks it belongs to, clipped, and the
/// four results are averaged (Felzenszwalb et al., PAMI 2010, section 6.2), a quarter of the original's length.
/// </summary>
internal static class GradientHistogram
{
    /// <summary>Directions of 20° each.</summary>
    public const int Bins = 18;

    /// <summary>No single edge may outweigh the rest of its block (Dalal and Triggs, section 6.4).</summary>
    private const float Clip = 0.2f;

    /// <summary>Keeps the noise of a plain surface from being blown up to an edge; gradients are in units of the root of full brightness.</summary>
    private const float Floor = 1e-2f;

    /// <summary>Dalal and Triggs, section 6.1: the root of the intensity serves best.</summary>
    private static readonly float[] Root = [.. Enumerable.Range(0, 256).Select(v => MathF.Sqrt(v / 255f))];

    /// <summary>Raw edge mass per cell and direction, [cells down × cells across × <see cref="Bins"/>].</summary>
    public static float[] Cells(RgbImage image, int cellSize)
    {
        var (across, down) = (image.Width / cellSize, image.Height / cellSize);
        var cells = new float[across * down * Bins];
        for (var y = 0; y < image.Height; y++)
        {
            var (cellY, shareY) = Place(y, cellSize);
            for (var x = 0; x < image.Width; x++)
            {
                var (gx, gy) = StrongestGradient(image, x, y);
                var strength = MathF.Sqrt(gx * gx + gy * gy);
                if (strength == 0) continue;
                var turn = MathF.Atan2(gy, gx) * (Bins / MathF.Tau);
                if (turn < 0) turn += Bins;
                var bin = (int)turn;
                var (lower, upper, upperShare) = (bin % Bins, (bin + 1) % Bins, turn - bin);

                // Every pixel belongs to the four cells around it, by nearness: an edge that moves a little changes little.
                var (cellX, shareX) = Place(x, cellSize);
                for (var k = 0; k < 4; k++)
                {
                    var (column, row) = (cellX + (k & 1), cellY + (k >> 1));
                    if ((uint)column >= (uint)across || (uint)row >= (uint)down) continue;
                    var mass = strength * ((k & 1) == 0 ? 1 - shareX : shareX) * (k >> 1 == 0 ? 1 - shareY : shareY);
                    var start = (row * across + column) * Bins;
                    cells[start + lower] += mass * (1 - upperShare);
                    cells[start + upper] += mass * upperShare;
                }
            }
        }

        return cells;
    }

    /// <summary>Sums 2×2 cells: the same picture in cells of twice the size, coarser but calmer.</summary>
    public static float[] Pool(float[] cells, int across, int down)
    {
        var pooled = new float[across / 2 * (down / 2) * Bins];
        for (var y = 0; y < down; y++)
        {
            for (var x = 0; x < across; x++)
            {
                var target = pooled.AsSpan((y / 2 * (across / 2) + x / 2) * Bins, Bins);
                TensorPrimitives.Add(target, cells.AsSpan((y * across + x) * Bins, Bins), target);
            }
        }

        return pooled;
    }

    /// <summary>Block-normalises raw cells into <paramref name="output"/> (same layout) and scales the whole to unit length.</summary>
    public static void Normalise(float[] cells, int across, int down, Span<float> output)
    {
        var energy = new float[across * down];
        for (var i = 0; i < energy.Length; i++) energy[i] = TensorPrimitives.SumOfSquares(cells.AsSpan(i * Bins, Bins));
        output.Clear();
        for (var y = 0; y < down; y++)
        {
            for (var x = 0; x < across; x++)
            {
                var start = (y * across + x) * Bins;
                for (var k = 0; k < 4; k++)
                {
                    var besideX = Math.Clamp(x + (k & 1) * 2 - 1, 0, across - 1);
                    var besideY = Math.Clamp(y + (k >> 1) * 2 - 1, 0, down - 1);
                    var block = energy[y * across + x] + energy[y * across + besideX] + energy[besideY * across + x] + energy[besideY * across + besideX];
                    var scale = 1 / MathF.Sqrt(block + Floor);
                    for (var b = start; b < start + Bins; b++) output[b] += MathF.Min(Clip, cells[b] * scale);
                }
            }
        }

        HandMadeFeatures.ToUnitLength(output);
    }

    /// <summary>Central differences of the channel with the largest gradient (Dalal and Triggs, section 6.2).</summary>
    private static (float X, float Y) StrongestGradient(RgbImage image, int x, int y)
    {
        var (pixels, stride) = (image.Pixels, image.Width * 3);
        var (left, right) = (y * stride + Math.Max(x - 1, 0) * 3, y * stride + Math.Min(x + 1, image.Width - 1) * 3);
        var (above, below) = (Math.Max(y - 1, 0) * stride + x * 3, Math.Min(y + 1, image.Height - 1) * stride + x * 3);
        var (bestX, bestY, best) = (0f, 0f, 0f);
        for (var channel = 0; channel < 3; channel++)
        {
            var gx = Root[pixels[right + channel]] - Root[pixels[left + channel]];
            var gy = Root[pixels[below + channel]] - Root[pixels[above + channel]];
            var square = gx * gx + gy * gy;
            if (square > best) (bestX, bestY, best) = (gx, gy, square);
        }

        return (bestX, bestY);
    }

    /// <summary>The first of the two cells between whose centres a pixel lies (−1 before the first centre), and the second one's share.</summary>
    private static (int Cell, float NextShare) Place(int pixel, int cellSize)
    {
        var position = (pixel + 0.5f) / cellSize - 0.5f;
        var cell = (int)MathF.Floor(position);
        return (cell, position - cell);
    }
}
