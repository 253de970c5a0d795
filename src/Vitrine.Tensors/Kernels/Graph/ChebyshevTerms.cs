namespace Vitrine.Tensors.Kernels;

/// <summary>
/// Walks T₀(M)x, T₁(M)x, … of a panel: 16 columns of x beside each other, [nodes, 16], so that an entry of the matrix is loaded once for 16 numbers and the
/// panels of three terms stay in the second-level cache, wherever in the graph a node's neighbours are.
/// </summary>
/// <typeparam name="TSimd">What a vector can do.</typeparam>
/// <typeparam name="TVector">The register.</typeparam>
internal readonly unsafe struct ChebyshevTerms<TSimd, TVector>(SparseMatrix matrix)
    where TSimd : struct, ISimd<TVector>
    where TVector : struct
{
    /// <summary>Σ_k θ_k·T_k(M)x.</summary>
    /// <param name="theta">[order].</param>
    /// <param name="order">How many terms.</param>
    /// <param name="before">T₀ = x; overwritten by every second term.</param>
    /// <param name="last">Overwritten by the other terms.</param>
    /// <param name="sum">Set to the sum; null: it is not wanted.</param>
    /// <param name="other">A panel whose inner product with each term is wanted, or null.</param>
    /// <param name="products">[order]: those products, added to.</param>
    public void Walk(float* theta, int order, float* before, float* last, float* sum, float* other, double* products)
    {
        Visit(before, theta[0], sum, true, other, products);
        for (var k = 1; k < order; k++)
        {
            // T_k goes where T_{k−2} was: of that, a node's new number needs its own only.
            if (k == 1)
                Multiply(before, last, 1, isFirst: true);
            else
                Multiply(before, last, 2, isFirst: false);
            Visit(last, theta[k], sum, false, other, products + k);
            var swapped = before;
            before = last;
            last = swapped;
        }
    }

    // target ← factor·M·source, or that minus target.
    private void Multiply(float* source, float* target, float factor, bool isFirst)
    {
        const int Width = Chebyshev.PanelWidth;
        var (starts, columns, values) = (matrix.Starts, matrix.ColumnIndices, matrix.Values);
        var scale = TSimd.Broadcast(factor);
        for (var row = 0; row < matrix.Rows; row++)
        {
            var (first, end) = (starts[row], starts[row + 1]);
            for (var lane = 0; lane < Width; lane += TSimd.Width)
            {
                var product = TSimd.Broadcast(0);
                for (var e = first; e < end; e++)
                    product = TSimd.MultiplyAdd(TSimd.Broadcast(values[e]), TSimd.Load(source + (long)columns[e] * Width + lane), product);
                var place = target + (long)row * Width + lane;
                product = TSimd.Multiply(product, scale);
                TSimd.Store(isFirst ? product : TSimd.Subtract(product, TSimd.Load(place)), place);
            }
        }
    }

    private void Visit(float* term, float theta, float* sum, bool isFirst, float* other, double* product)
    {
        // A float holds the sum of some rows without loss, not that of ten thousand.
        const int RowsPerSum = 64;
        var rows = matrix.Rows;
        var factor = TSimd.Broadcast(theta);
        for (var start = 0; start < rows; start += RowsPerSum)
        {
            var end = (long)Math.Min(rows, start + RowsPerSum) * Chebyshev.PanelWidth;
            var inner = TSimd.Broadcast(0);
            for (var i = (long)start * Chebyshev.PanelWidth; i < end; i += TSimd.Width)
            {
                var value = TSimd.Load(term + i);
                if (sum is not null)
                    TSimd.Store(isFirst ? TSimd.Multiply(factor, value) : TSimd.MultiplyAdd(factor, value, TSimd.Load(sum + i)), sum + i);
                if (other is not null)
                    inner = TSimd.MultiplyAdd(value, TSimd.Load(other + i), inner);
            }

            if (other is not null)
                *product += TSimd.Sum(inner);
        }
    }
}
