namespace Vitrine.Index;

/// <summary>
/// Inner products of float32 rows with panels of queries that lie side by side (<see cref="QueryPanels"/>): one number of a row meets those of many queries in a register, so that
/// multiplications are all there is to do and no register has to be added up across. Its sums run through a row in one order, those of <see cref="DotKernel"/> in another: both are near the
/// same number, and differ in their last bits.
/// </summary>
internal abstract unsafe class PanelKernel
{
    /// <summary>Queries of a panel.</summary>
    public abstract int Width { get; }

    /// <summary>Rows that are gone through together.</summary>
    public abstract int Rows { get; }

    /// <summary>The products of some rows with the queries of a panel.</summary>
    /// <param name="rows">The first row.</param>
    /// <param name="stride">Numbers from one row to the next.</param>
    /// <param name="count">Rows, one or more.</param>
    /// <param name="panel">For each number of a row those of all queries.</param>
    /// <param name="length">Numbers of a row to multiply.</param>
    /// <param name="products">Of the first row with each query.</param>
    /// <param name="places">Places from the products of one row to those of the next.</param>
    /// <param name="adds">Whether to add to what stands there: rows longer than a panel that the nearest cache holds are gone through piece by piece.</param>
    public abstract void Multiply(float* rows, int stride, int count, float* panel, int length, float* products, int places, bool adds);
}
