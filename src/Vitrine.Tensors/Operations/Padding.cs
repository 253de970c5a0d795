namespace Vitrine.Tensors;

/// <summary>Rows and columns of zeros around a picture.</summary>
public readonly record struct Padding(int Top, int Bottom, int Left, int Right)
{
    /// <summary>The same on all sides, as PyTorch pads.</summary>
    public static implicit operator Padding(int sides) => new(sides, sides, sides, sides);

    /// <summary>
    /// TensorFlow's SAME: the result has ⌈extent / stride⌉ rows and columns; what is odd goes to the bottom and to the right.
    /// </summary>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="window">Side of the square window.</param>
    /// <param name="stride">Step between windows.</param>
    public static Padding Same(int height, int width, int window, int stride)
    {
        var rows = Missing(height, window, stride);
        var columns = Missing(width, window, stride);
        return new Padding(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
    }

    private static int Missing(int extent, int window, int stride) =>
        Math.Max(0, ((extent + stride - 1) / stride - 1) * stride + window - extent);
}
