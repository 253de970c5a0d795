namespace Vitrine.Tensors.Kernels;

/// <summary>How a product is cut. One job computes a block of C of at most <paramref name="Rows"/> × <paramref name="Columns"/>.</summary>
/// <param name="Rows">Rows of a job; a multiple of the tile's rows.</param>
/// <param name="Columns">Columns of a job; a multiple of the tile's columns.</param>
/// <param name="Depth">Steps of the reduction that are packed at once. It depends on the shape alone, as it decides the order of additions.</param>
internal readonly record struct Blocking(int Rows, int Columns, int Depth)
{
    // A panel of B of 256 steps × 32 columns is 32 KiB: it stays in a first-level cache of 48 KiB beside the tiles of A and C.
    private const int MaxDepth = 256;

    // A block of A of 384 × 256 floats is 384 KiB: with what streams past it fits a second-level cache of 1 MiB (or 512 KiB).
    private const int MaxRows = 384;

    // Packing A is repeated for every block of columns; with 1024 it costs about 1 % of the multiplication.
    private const int MaxColumns = 1024;

    // Below about 2 million multiply-adds (20 µs) a job is not worth handing to another thread.
    private const long SmallestJob = 1 << 20;

    public static Blocking For(in Product product, int tileRows, int tileColumns, int threads)
    {
        var depth = Part(product.K, MaxDepth, 4);
        var rows = Part(product.M, MaxRows, tileRows);
        var columns = Part(product.N, MaxColumns, tileColumns);
        if (threads == 1)
            return new Blocking(rows, columns, depth);

        // Enough jobs that the threads end at about the same time, even when one of them was held up. How C is cut changes no bits.
        var wanted = Math.Min(4L * threads, product.Work * product.Batch / SmallestJob);
        while (true)
        {
            var cut = new Blocking(rows, columns, depth);
            if (cut.Jobs(product) >= wanted)
                return cut;
            if (columns > 2 * tileColumns && columns >= rows)
                columns = Part(columns, columns / 2, tileColumns);
            else if (rows > tileRows)
                rows = Part(rows, Math.Max(rows / 2, tileRows), tileRows);
            else if (columns > tileColumns)
                columns = Part(columns, Math.Max(columns / 2, tileColumns), tileColumns);
            else
                return cut;
        }
    }

    public int RowBlocks(in Product product) => (product.M + Rows - 1) / Rows;

    public int ColumnBlocks(in Product product) => (product.N + Columns - 1) / Columns;

    public int Jobs(in Product product) => product.Batch * RowBlocks(product) * ColumnBlocks(product);

    /// <summary>The size of equal parts of <paramref name="extent"/>, each a multiple of <paramref name="unit"/> and about at most <paramref name="limit"/>.</summary>
    private static int Part(int extent, int limit, int unit)
    {
        var parts = Math.Max(1, (extent + limit - 1) / limit);
        var size = (extent + parts - 1) / parts;
        return Math.Max(unit, (size + unit - 1) / unit * unit);
    }
}
