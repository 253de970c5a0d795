using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Models.Baselines.Cca;
using Vitrine.Models.Hashing;

namespace Vitrine.Models.Baselines.Scm;

/// <summary>
/// <c>train --method scm-or</c>: semantic correlation maximisation with orthogonal projections (Zhang and Li, AAAI 2014, section 3.2). The maps maximise tr(Aᵀ VᵀST B) under
/// AᵀVᵀVA = BᵀTᵀTB = nI: canonical correlations in which a pair counts by its similarity. As CCA it adds a tenth of the mean variance to both covariances.
/// </summary>
/// <remarks>S has no more directions than there are classes; bits beyond that tell nothing, which is the method's known weakness.</remarks>
public sealed class ScmOrthogonalMethod() : LinearCodeMethod("scm-or")
{
    internal const double Ridge = 0.1;

    private protected override int PassesFor(int bits) => 1;

    private protected override (Matrix<double> Image, Matrix<double> Text) Fit(LinearRows rows, int[] labels, int bits, ulong seed, Action passDone)
    {
        var data = ScmCovariances.Of(rows, labels);
        passDone();
        // Directions beyond those that the data have are zero: their bits are the same for all, and change no ranking.
        var (a, b) = CanonicalCorrelation.Directions(data.Images, data.Texts, data.Similarity, Ridge, Math.Min(bits, Math.Min(rows.ImageDimensions, rows.TextDimensions)));
        return (Widened(a, bits), Widened(b, bits));
    }

    private static Matrix<double> Widened(Matrix<double> directions, int columns) =>
        directions.ColumnCount == columns ? directions : directions.Append(DenseMatrix.Create(directions.RowCount, columns - directions.ColumnCount, 0));
}
