using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Vitrine.Tensors;

namespace Vitrine.Models.Encoders;

/// <summary>
/// The directions of largest variance of a large matrix, by randomised subspace iteration (Halko, Martinsson and Tropp, SIAM Review 2011,
/// algorithm 4.4): only products with the data are needed, never its d×d covariance, and the data come batch by batch.
/// </summary>
internal static class PrincipalAxes
{
    // Halko et al., sections 4.2 and 4.5: a few directions more than wanted and a few passes bring the error to that of the exact axes.
    private const int Oversampling = 10;
    public const int Passes = 4;

    /// <param name="data">n × d.</param>
    /// <param name="count">Axes wanted.</param>
    /// <param name="random">Draws the first subspace.</param>
    /// <param name="passDone">Called after each pass.</param>
    /// <returns>[d, count], orthonormal columns, the largest variance first; and the standard deviations along them.</returns>
    public static (Matrix<double> Axes, double[] Deviations) Find(CentredRows data, int count, RandomSource random, Action? passDone = null)
    {
        var dimensions = data.Dimensions;
        var width = Math.Min(dimensions, count + Oversampling);
        var basis = DenseMatrix.Create(dimensions, width, (_, _) => random.NextNormal());
        Matrix<double> image = basis;
        for (var pass = 0; pass < Passes; pass++)
        {
            basis = (DenseMatrix)image.QR(QRMethod.Thin).Q;
            image = CovarianceTimes(data, basis);
            passDone?.Invoke();
        }

        // Rayleigh–Ritz: the axes inside the subspace.
        var small = basis.TransposeThisAndMultiply(image);
        var eigen = ((small + small.Transpose()) * 0.5).Evd(Symmetricity.Symmetric); // rising eigenvalues
        var vectors = DenseMatrix.Create(width, count, (i, j) => eigen.EigenVectors[i, width - 1 - j]);
        double[] deviations = [.. Enumerable.Range(0, count).Select(j => Math.Sqrt(Math.Max(0, eigen.EigenValues[width - 1 - j].Real) / data.Count))];
        return (basis * vectors, deviations);
    }

    /// <summary>Σ (x − mean)(x − mean)ᵀ · basis.</summary>
    private static DenseMatrix CovarianceTimes(CentredRows data, DenseMatrix basis)
    {
        var result = DenseMatrix.Create(basis.RowCount, basis.ColumnCount, 0);
        using var all = Scope.Begin(recordGradients: false);
        var axes = basis.ToTensor(); // [d, width]
        for (var batch = 0; batch < data.BatchCount; batch++)
        {
            using var scope = Scope.Begin(recordGradients: false);
            result.Accumulate(data.TransposedTimes(batch, data.Times(batch, axes))); // [d, width]
        }

        return result;
    }
}
