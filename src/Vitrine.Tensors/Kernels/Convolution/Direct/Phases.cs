using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Tensors.Kernels;

/// <summary>
/// A padded copy of (some rows of) a picture. With stride s each channel is split into its s×s <em>phases</em>: phase (p, q) holds the rows p, p + s,
/// p + 2s … and of these the columns q, q + s, … . A tap of a strided window then reads neighbours again, so stride costs the kernel nothing.
/// </summary>
/// <param name="Stride">s.</param>
/// <param name="PhasesDown">Phases of rows that the window touches: min(s, window height).</param>
/// <param name="PhasesAcross">Phases of columns that the window touches.</param>
/// <param name="Rows">Rows of one phase.</param>
/// <param name="Columns">Columns of one phase.</param>
internal readonly record struct Phases(int Stride, int PhasesDown, int PhasesAcross, int Rows, int Columns)
{
    /// <summary>Floats of one channel.</summary>
    public nint ChannelSize => (nint)PhasesDown * PhasesAcross * Rows * Columns;

    /// <summary>Where the tap (row, column) of a channel's window begins, relative to the channel.</summary>
    public int Offset(int row, int column) =>
        ((row % Stride * PhasesAcross + column % Stride) * Rows + row / Stride) * Columns + column / Stride;

    /// <summary>Copies; what lies outside the picture becomes 0.</summary>
    /// <param name="source">The first channel's plane, [height, width].</param>
    /// <param name="channels">How many channels.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="top">The picture's row that becomes row 0 of phase 0; negative for padding.</param>
    /// <param name="left">The picture's column that becomes column 0 of phase 0; negative for padding.</param>
    /// <param name="destination">channels × <see cref="ChannelSize"/>.</param>
    public unsafe void Copy(float* source, int channels, int height, int width, int top, int left, float* destination)
    {
        for (var channel = 0; channel < channels; channel++, source += (nint)height * width)
        {
            for (var p = 0; p < PhasesDown; p++)
            {
                for (var q = 0; q < PhasesAcross; q++)
                {
                    for (var i = 0; i < Rows; i++, destination += Columns)
                    {
                        var row = top + p + i * Stride;
                        if ((uint)row < (uint)height)
                            CopyRow(source + (nint)row * width, width, left + q, destination);
                        else
                            new Span<float>(destination, Columns).Clear();
                    }
                }
            }
        }
    }

    private unsafe void CopyRow(float* source, int width, int first, float* destination)
    {
        // Columns before the picture, inside it, and behind it.
        var before = Math.Min(Columns, first < 0 ? (-first + Stride - 1) / Stride : 0);
        var inside = Math.Clamp((width - first + Stride - 1) / Stride, before, Columns);
        for (var j = 0; j < before; j++)
            destination[j] = 0;
        source += first + (nint)before * Stride;
        if (Stride == 1)
            new Span<float>(source, inside - before).CopyTo(new Span<float>(destination + before, inside - before));
        else
            CopyStrided(source, destination + before, inside - before);
        for (var j = inside; j < Columns; j++)
            destination[j] = 0;
    }

    private unsafe void CopyStrided(float* source, float* destination, int count)
    {
        var j = 0;
        if (Stride == 2 && Vector128.IsHardwareAccelerated)
        {
            // Of eight neighbours the four at even places. The last four are left to the loop below: they would read past the row.
            for (; j < count - 4; j += 4)
                Vector128.Store(Even(Vector128.Load(source + 2 * j), Vector128.Load(source + 2 * j + 4)), destination + j);
        }

        for (; j < count; j++)
            destination[j] = source[(nint)j * Stride];
    }

    private static Vector128<float> Even(Vector128<float> a, Vector128<float> b)
    {
        if (Sse.IsSupported)
            return Sse.Shuffle(a, b, 0b10_00_10_00);
        if (AdvSimd.Arm64.IsSupported)
            return AdvSimd.Arm64.UnzipEven(a, b);
        return Vector128.Create(a[0], a[2], b[0], b[2]);
    }
}
