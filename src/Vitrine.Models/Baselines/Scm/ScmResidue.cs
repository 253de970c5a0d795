using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Vitrine.Models.Baselines.Scm;

/// <summary>
/// VᵀR_tT / n, what the bits so far leave of the similarity, in coordinates in which both covariances are the identity. There the next direction is the first pair of singular
/// vectors, and taking a bit out is an update of rank one.
/// </summary>
internal sealed class ScmResidue
{
    // Power iteration: the error of a step shrinks by the square of the ratio of the first two singular values. Where these are equal any vector between them will do.
    private const int MostIterations = 2000;
    private const double Converged = 1e-12;

    private readonly Matrix<double> imageFactor; // Cholesky, lower
    private readonly Matrix<double> textFactor;
    private Matrix<double> whitened;

    /// <param name="data">Of the training part.</param>
    /// <param name="bits">Length of the whole code: S is scaled by it.</param>
    /// <param name="ridge">Added to both covariances, as a share of their mean variance.</param>
    public ScmResidue(ScmCovariances data, int bits, double ridge)
    {
        (imageFactor, textFactor) = (Factor(data.Images, ridge), Factor(data.Texts, ridge));
        whitened = Solved(textFactor, Solved(imageFactor, data.Similarity * bits).Transpose()).Transpose();
    }

    /// <summary>a and b that maximise aᵀ(VᵀR_tT)b under aᵀ(VᵀV/n)a = bᵀ(TᵀT/n)b = 1.</summary>
    public (Vector<double> A, Vector<double> B) Direction()
    {
        var start = whitened.ColumnNorms(2).MaximumIndex();
        var u = whitened.Column(start).Normalize(2);
        var v = whitened.TransposeThisAndMultiply(u).Normalize(2);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            var next = whitened.Multiply(v).Normalize(2);
            var change = (next - u).L2Norm();
            u = next;
            v = whitened.TransposeThisAndMultiply(u).Normalize(2);
            if (change < Converged)
                break;
        }

        return (imageFactor.Transpose().Solve(u), textFactor.Transpose().Solve(v));
    }

    /// <summary>Takes a bit out: R ← R − sgn(Va) sgn(Tb)ᵀ.</summary>
    /// <param name="imageSum">Vᵀ sgn(Va) / n.</param>
    /// <param name="textSum">Tᵀ sgn(Tb).</param>
    public void TakeOut(Vector<double> imageSum, Vector<double> textSum) =>
        whitened -= imageFactor.Solve(imageSum).OuterProduct(textFactor.Solve(textSum));

    private static Matrix<double> Solved(Matrix<double> factor, Matrix<double> right) => factor.Solve(right);

    private static Matrix<double> Factor(DenseMatrix covariance, double ridge) =>
        (covariance + DenseMatrix.CreateIdentity(covariance.RowCount) * (ridge * covariance.Trace() / covariance.RowCount)).Cholesky().Factor;
}
