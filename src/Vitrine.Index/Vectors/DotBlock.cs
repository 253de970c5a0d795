namespace Vitrine.Index;

/// <summary>
/// Inner products of three stored rows with four prepared queries: each number that is loaded is multiplied three or four times, so that a batch is bound by
/// multiplications and not by loads. Every product is, to the bit, what <see cref="DotKernel"/> of the same width gives: sums of the same parts in the same order.
/// The parts are gone through one after another, for twelve sums of each are as many as registers hold.
/// </summary>
internal abstract unsafe class DotBlock
{
    /// <summary>Rows of a block.</summary>
    public const int Rows = 3;

    /// <summary>Queries of a block.</summary>
    public const int Queries = 4;

    /// <summary>float32 rows.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="queries">Four queries.</param>
    /// <param name="length">Numbers of a row, a multiple of <see cref="DotKernel.Step"/>.</param>
    /// <param name="products">Receives those of the first query, row after row.</param>
    /// <param name="places">Places from those of one query to those of the next.</param>
    public abstract void Single(byte* row, int stride, float** queries, int length, float* products, int places);

    /// <summary>Half-precision rows; parameters as for float32.</summary>
    public abstract void Half(byte* row, int stride, float** queries, int length, float* products, int places);

    /// <summary>8-bit rows, 16-bit queries; parameters as for float32.</summary>
    public abstract void Int8(byte* row, int stride, short** queries, int length, int* products, int places);
}
