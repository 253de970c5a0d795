namespace Vitrine.Tensors.Kernels;

/// <summary>
/// How the results of a convolution are cut into tiles of 4×4, each computed from 6×6 numbers with 36 multiplications per channel and filter where the
/// direct way takes 144, and tiles into the blocks of a job. Blocks depend on the shape alone.
/// </summary>
/// <param name="Down">Rows of tiles in a picture.</param>
/// <param name="Across">Tiles in a row.</param>
/// <param name="RowsPerBlock">Rows of tiles in a block.</param>
/// <param name="ImagesPerBlock">Pictures in a block; more than 1 only if it takes whole pictures.</param>
internal readonly record struct WinogradTiling(int Down, int Across, int RowsPerBlock, int ImagesPerBlock)
{
    /// <summary>Results of a tile in each direction.</summary>
    public const int Size = 4;

    /// <summary>Products of a tile, for each pair of channel and filter.</summary>
    public const int Positions = 36;

    // In one block: enough for the transformed filters, which pass through the caches once per block, to cost little beside the products.
    private const int TilesPerBlock = 48;

    // Fewer channels or filters would leave the maps, whose cost does not grow with their product, as the main work.
    private const int FewestChannels = 16;

    // Transformed filters: 16 MiB. They are made in every call, and larger ones would cost a small batch more than the tiles save.
    private const int MostFilterFloats = 1 << 22;

    // Filters are transformed in every call, even for one picture; with fewer results in it that costs too much.
    private const int FewestResults = 12;

    public int BlocksPerImage => (Down + RowsPerBlock - 1) / RowsPerBlock;

    /// <summary>Blocks of a batch.</summary>
    public int Blocks(int batch) => (batch + ImagesPerBlock - 1) / ImagesPerBlock * BlocksPerImage;

    /// <summary>Whether a convolution is better done in tiles. Never by the size of the batch: a picture's result must not depend on its neighbours.</summary>
    public static bool Suits(in ConvolutionShape shape, int vectorWidth)
    {
        if (shape is not { WindowHeight: 3, WindowWidth: 3, Stride: 1, PaddingTop: <= 2, PaddingLeft: <= 2 }
            || shape.Channels % vectorWidth != 0 || shape.Filters % vectorWidth != 0
            || Math.Min(shape.Channels, shape.Filters) < FewestChannels
            || Positions * shape.Channels * shape.Filters > MostFilterFloats || shape.ResultPlane < FewestResults)
        {
            return false;
        }

        // A tile that juts out over the picture computes results that nobody wants; at a quarter of the multiplications it may waste half.
        var (down, across) = Count(shape);
        return down * across * Size * Size <= 2 * shape.ResultPlane;
    }

    public static WinogradTiling Of(in ConvolutionShape shape)
    {
        var (down, across) = Count(shape);
        var rows = Math.Clamp(TilesPerBlock / across, 1, down);
        rows = (down + (down + rows - 1) / rows - 1) / ((down + rows - 1) / rows);
        return new WinogradTiling(down, across, rows, rows < down ? 1 : Math.Max(1, (TilesPerBlock + down * across - 1) / (down * across)));
    }

    private static (int Down, int Across) Count(in ConvolutionShape shape) =>
        ((shape.ResultHeight + Size - 1) / Size, (shape.ResultWidth + Size - 1) / Size);
}
