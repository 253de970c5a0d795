using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Models.Hashing;

namespace Vitrine.Models.Baselines.Scm;

/// <summary>
/// <c>train --method scm-se</c>: semantic correlation maximisation bit by bit (Zhang and Li, AAAI 2014, section 3.3 and algorithm 1). Each bit is fitted to what the bits before
/// it leave of the similarity, R_t = bits · S − Σ sgn(Va_k) sgn(Tb_k)ᵀ, so that there may be more bits than classes.
/// </summary>
public sealed class ScmSequentialMethod() : LinearCodeMethod("scm-se")
{
    private protected override int PassesFor(int bits) => 1 + bits;

    private protected override (Matrix<double> Image, Matrix<double> Text) Fit(LinearRows rows, int[] labels, int bits, ulong seed, Action passDone)
    {
        var data = ScmCovariances.Of(rows, labels);
        passDone();
        var residue = new ScmResidue(data, bits, ScmOrthogonalMethod.Ridge);
        var (image, text) = (new DenseMatrix(rows.ImageDimensions, bits), new DenseMatrix(rows.TextDimensions, bits));
        for (var bit = 0; bit < bits; bit++)
        {
            var (a, b) = residue.Direction();
            image.SetColumn(bit, a);
            text.SetColumn(bit, b);
            var (imageSum, textSum) = Signed(rows, a, b);
            residue.TakeOut(imageSum / rows.Count, textSum);
            passDone();
        }

        return (image, text);
    }

    /// <summary>Vᵀ sgn(Va) and Tᵀ sgn(Tb).</summary>
    private static (Vector<double> Image, Vector<double> Text) Signed(LinearRows rows, Vector<double> a, Vector<double> b)
    {
        var (image, text) = (new DenseVector(a.Count), new DenseVector(b.Count));
        rows.ForBatches((items, v, t) =>
        {
            for (var i = 0; i < items.Length; i++)
            {
                AddSigned(v.Data.Slice(i * a.Count, a.Count), a, image);
                AddSigned(t.Data.Slice(i * b.Count, b.Count), b, text);
            }
        });
        return (image, text);

        static void AddSigned(ReadOnlySpan<float> row, Vector<double> direction, DenseVector sum)
        {
            var (projection, weights, values) = (0.0, ((DenseVector)direction).Values, sum.Values);
            for (var j = 0; j < row.Length; j++)
                projection += row[j] * weights[j];
            var sign = projection >= 0 ? 1f : -1f;
            for (var j = 0; j < row.Length; j++)
                values[j] += sign * row[j];
        }
    }
}
