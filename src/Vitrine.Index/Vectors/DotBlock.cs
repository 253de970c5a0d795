namespace Vitrine.Index;

/// <summary>
/// Inner products of three stored 8-bit rows with four prepared queries: each number that is loaded is multiplied three or four times, so that a batch is bound by
/// multiplications and not by loads. Whole numbers add up to the same in any order: every product is what <see cref="DotKernel.Int8"/> gives.
/// </summary>
internal abstract unsafe class DotBlock
{
    /// <summary>Rows of a block.</summary>
    public const int Rows = 3;

    /// <summary>Queries of a block.</summary>
    public const int Queries = 4;

    /// <summary>8-bit rows, 16-bit queries.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="queries">Four queries.</param>
    /// <param name="length">Numbers of a row, a multiple of <see cref="DotKernel.Step"/>.</param>
    /// <param name="products">Receives those of the first query, row after row.</param>
    /// <param name="places">Places from those of one query to those of the next.</param>
    public abstract void Int8(byte* row, int stride, short** queries, int length, int* products, int places);
}
