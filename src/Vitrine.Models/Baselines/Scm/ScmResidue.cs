using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Vitrine.Models.Baselines.Scm;

/// <summary>
/// VᵀR_tT / n, what the bits so far leave of the similarity, in coordinates in which both covariances are the identity. There the next direction is the first pair of singular
/// vectors, and taking a bit out is an update of rank one.
/// </summary>
internal sealed class ScmResidue
{
    // Power iteration: the error of a step shrinks by the square of the ratio of the first two singular values. Where these are nearly equal any vector between them is as good.
    private const int MostIterations = 300;
    private const double Converged = 1e-10;

    private readonly Matrix<double> imageWhitening; // L⁻¹ of the Cholesky factor L: asked for at every bit, so it is kept
    private readonly Matrix<double> textWhitening;
    private readonly double[][] whitened; // rows

    /// <param name="data">Of the training part.</param>
    /// <param name="bits">Length of the whole code: S is scaled by it.</param>
    /// <param name="ridge">Added to both covariances, as a share of their mean variance.</param>
    public ScmResidue(ScmCovariances data, int bits, double ridge)
    {
        (imageWhitening, textWhitening) = (Whitening(data.Images, ridge), Whitening(data.Texts, ridge));
        whitened = (imageWhitening * (data.Similarity * bits)).TransposeAndMultiply(textWhitening).ToRowArrays(); // L_v⁻¹ C L_t⁻ᵀ
    }

    /// <summary>a and b that maximise aᵀ(VᵀR_tT)b under aᵀ(VᵀV/n)a = bᵀ(TᵀT/n)b = 1.</summary>
    public (Vector<double> A, Vector<double> B) Direction()
    {
        // It begins with the longest row, which is never at a right angle to all of the others.
        var v = whitened.MaxBy(row => TensorPrimitives.SumOfSquares<double>(row))!.ToArray();
        var (u, next) = (new double[whitened.Length], new double[v.Length]);
        Normalise(v);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            Array.Clear(next);
            for (var row = 0; row < u.Length; row++)
                u[row] = TensorPrimitives.Dot<double>(whitened[row], v);
            Normalise(u);
            for (var row = 0; row < u.Length; row++)
                TensorPrimitives.MultiplyAdd(whitened[row], u[row], next, next);
            Normalise(next);
            var change = TensorPrimitives.Distance<double>(next, v);
            (v, next) = (next, v);
            if (change < Converged)
                break;
        }

        return (imageWhitening.TransposeThisAndMultiply(new DenseVector(u)), textWhitening.TransposeThisAndMultiply(new DenseVector(v)));
    }

    /// <summary>Takes a bit out: R ← R − sgn(Va) sgn(Tb)ᵀ.</summary>
    /// <param name="imageSum">Vᵀ sgn(Va) / n.</param>
    /// <param name="textSum">Tᵀ sgn(Tb).</param>
    public void TakeOut(Vector<double> imageSum, Vector<double> textSum)
    {
        var (image, text) = (imageWhitening * imageSum, (textWhitening * textSum).ToArray());
        for (var row = 0; row < whitened.Length; row++)
            TensorPrimitives.MultiplyAdd(text, -image[row], whitened[row], whitened[row]);
    }

    private static void Normalise(double[] vector)
    {
        var length = TensorPrimitives.Norm<double>(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
    }

    private static Matrix<double> Whitening(DenseMatrix covariance, double ridge) =>
        (covariance + DenseMatrix.CreateIdentity(covariance.RowCount) * (ridge * covariance.Trace() / covariance.RowCount)).Cholesky().Factor.Inverse();
}
