using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines;

/// <summary>
/// The directions of largest variance of a large matrix, by randomised subspace iteration (Halko, Martinsson and Tropp, SIAM Review 2011,
/// algorithm 4.4): only products with the data are needed, never its d×d covariance, and the data come batch by batch.
/// </summary>
internal static class PrincipalAxes
{
    // Halko et al., sections 4.2 and 4.5: a few directions more than wanted and a few passes bring the error to that of the exact axes.
    private const int Oversampling = 10;
    private const int Passes = 4;

    /// <param name="batches">The rows of the data, [batch, d] each; called once per pass, inside a scope per batch.</param>
    /// <param name="mean">Subtracted from every row. [d]</param>
    /// <param name="count">Axes wanted.</param>
    /// <param name="random">Draws the first subspace.</param>
    /// <param name="passDone">Called after each pass.</param>
    /// <returns>[d, count], orthonormal columns, the largest variance first.</returns>
    public static Matrix<double> Find(IEnumerable<Func<Tensor>> batches, float[] mean, int count, RandomSource random, Action passDone)
    {
        var dimensions = mean.Length;
        var width = Math.Min(dimensions, count + Oversampling);
        var basis = DenseMatrix.Create(dimensions, width, (_, _) => random.NextNormal());
        Matrix<double> image = basis;
        for (var pass = 0; pass < Passes; pass++)
        {
            basis = (DenseMatrix)image.QR(QRMethod.Thin).Q;
            image = CovarianceTimes(batches, mean, basis);
            passDone();
        }

        // Rayleigh–Ritz: the axes inside the subspace.
        var small = basis.TransposeThisAndMultiply(image);
        var eigen = ((small + small.Transpose()) * 0.5).Evd(Symmetricity.Symmetric); // rising eigenvalues
        var vectors = DenseMatrix.Create(width, count, (i, j) => eigen.EigenVectors[i, width - 1 - j]);
        return basis * vectors;
    }

    /// <summary>Σ (x − mean)(x − mean)ᵀ · basis.</summary>
    private static DenseMatrix CovarianceTimes(IEnumerable<Func<Tensor>> batches, float[] mean, DenseMatrix basis)
    {
        var (dimensions, width) = (basis.RowCount, basis.ColumnCount);
        var result = DenseMatrix.Create(dimensions, width, 0);
        using var all = Scope.Begin(recordGradients: false);
        var axes = basis.ToTensor(); // [d, width]
        foreach (var batch in batches)
        {
            using var scope = Scope.Begin(recordGradients: false);
            var x = batch().Centred(mean); // [batch, d]
            result.Accumulate(x.MatMul(x.MatMul(axes), transposeA: true)); // [d, width]
        }

        return result;
    }
}
