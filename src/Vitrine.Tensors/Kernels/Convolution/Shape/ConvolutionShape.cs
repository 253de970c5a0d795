namespace Vitrine.Tensors.Kernels;

/// <summary>The extents of a convolution.</summary>
internal readonly record struct ConvolutionShape(
    int Batch, int Channels, int Filters, int Height, int Width, int WindowHeight, int WindowWidth, int Stride,
    int PaddingTop, int PaddingLeft, int ResultHeight, int ResultWidth)
{
    /// <summary>Taps of one filter: the length of its reduction.</summary>
    public int Taps => Channels * WindowHeight * WindowWidth;

    public int Plane => Height * Width;

    public int ResultPlane => ResultHeight * ResultWidth;

    /// <summary>Whether every tap lies inside the picture and neighbours stay neighbours, so that the picture needs no copy.</summary>
    public bool IsBare =>
        Stride == 1 && PaddingTop == 0 && PaddingLeft == 0 && ResultHeight + WindowHeight - 1 <= Height && ResultWidth + WindowWidth - 1 <= Width;

    /// <summary>The first element of a picture in x.</summary>
    public nint InputOffset(int image) => (nint)image * Channels * Plane;

    /// <summary>The first element of a picture in y.</summary>
    public nint ResultOffset(int image) => (nint)image * Filters * ResultPlane;
}
