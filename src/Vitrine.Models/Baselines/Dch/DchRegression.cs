using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Vitrine.Models.Baselines.Dch;

/// <summary>The regression of codes on one modality: (XᵀX + ridge)⁻¹ XᵀB, factorised once for all rounds.</summary>
/// <param name="covariance">XᵀX.</param>
/// <param name="ridge">Added to the diagonal, as a share of its mean.</param>
internal sealed class DchRegression(DenseMatrix covariance, double ridge)
{
    private readonly Cholesky<double> factor =
        (covariance + DenseMatrix.CreateIdentity(covariance.RowCount) * (ridge * covariance.Trace() / covariance.RowCount)).Cholesky();

    /// <param name="product">XᵀB. [inputs, bits]</param>
    public Matrix<double> Solve(Matrix<double> product) => factor.Solve(product);
}
