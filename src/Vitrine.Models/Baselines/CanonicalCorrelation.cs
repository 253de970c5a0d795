using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Models.Encoders;
using Vitrine.Models.Training;
using Vitrine.Tensors;
using Vitrine.Tensors.Layers;

namespace Vitrine.Models.Baselines;

/// <summary>
/// Ridge-regularised canonical correlation analysis: directions a, b that maximise aᵀC_vt b under aᵀ(C_vv + εI)a = bᵀ(C_tt + εI)b = 1. With
/// Cholesky factors L of the two, the directions are L⁻ᵀ times the singular vectors of L_v⁻¹ C_vt L_t⁻ᵀ.
/// </summary>
internal static class CanonicalCorrelation
{
    private const int BatchSize = 512;
    private const int PassesOfAll = 10; // 2 means, 2 × 4 for the axes, then one for the correlation: shown as progress

    public static void Fit(CcaModel model, TrainingPairs pairs, CcaSettings settings, RandomSource random,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        Control.UseSingleThread(); // the order of MathNet's sums must not depend on the number of threads
        var meter = new PassMeter(PassesOfAll, pairs.Count, progress);
        var images = Batches(pairs.Count, pairs.Images, cancellation);
        var texts = Batches(pairs.Count, pairs.Texts, cancellation);
        var imageMean = Mean(images, pairs.Inputs.ImageDimensions);
        var textMean = Mean(texts, pairs.Inputs.TextDimensions);
        meter.PassDone();
        var imageAxes = PrincipalAxes.Find(images, imageMean, settings.PrincipalComponents, random, meter.PassDone); // [d_v, p]
        var textAxes = PrincipalAxes.Find(texts, textMean, settings.PrincipalComponents, random, meter.PassDone); // [d_t, p]

        var p = settings.PrincipalComponents;
        var (cvv, ctt, cvt) = (new DenseMatrix(p, p), new DenseMatrix(p, p), new DenseMatrix(p, p));
        using (Scope.Begin(recordGradients: false))
        {
            var (va, ta) = (imageAxes.ToTensor(), textAxes.ToTensor());
            foreach (var (image, text) in images.Zip(texts))
            {
                using var scope = Scope.Begin(recordGradients: false);
                var v = image().Centred(imageMean).MatMul(va); // [batch, p]
                var t = text().Centred(textMean).MatMul(ta);
                cvv.Accumulate(v.MatMul(v, transposeA: true));
                ctt.Accumulate(t.MatMul(t, transposeA: true));
                cvt.Accumulate(v.MatMul(t, transposeA: true));
            }
        }

        meter.PassDone();
        var lv = WithRidge(cvv, settings.Ridge).Cholesky().Factor;
        var lt = WithRidge(ctt, settings.Ridge).Cholesky().Factor;
        var whitened = lt.Solve(lv.Solve(cvt).Transpose()).Transpose(); // L_v⁻¹ C_vt L_t⁻ᵀ
        var svd = whitened.Svd();
        var a = lv.Transpose().Solve(svd.U.SubMatrix(0, p, 0, settings.Dimensions));
        var b = lt.Transpose().Solve(svd.VT.Transpose().SubMatrix(0, p, 0, settings.Dimensions));
        Write(model.Image, imageAxes * a, imageMean);
        Write(model.Text, textAxes * b, textMean);
    }

    private static DenseMatrix WithRidge(DenseMatrix covariance, double ridge)
    {
        var size = covariance.RowCount;
        return (DenseMatrix)(covariance + DenseMatrix.CreateIdentity(size) * (ridge * covariance.Trace() / size + double.Epsilon));
    }

    /// <summary>x ↦ (x − mean)·directions as a linear layer.</summary>
    private static void Write(Linear layer, Matrix<double> directions, float[] mean)
    {
        for (var j = 0; j < directions.ColumnCount; j++)
        {
            var offset = 0.0;
            for (var i = 0; i < directions.RowCount; i++)
            {
                layer.Weight.Data[j * directions.RowCount + i] = (float)directions[i, j];
                offset -= mean[i] * directions[i, j];
            }

            layer.Bias!.Data[j] = (float)offset;
        }
    }

    private static Func<Tensor>[] Batches(int count, ItemsToTensor make, CancellationToken cancellation) =>
        [.. Enumerable.Range(0, (count + BatchSize - 1) / BatchSize).Select(batch => (Func<Tensor>)(() =>
        {
            cancellation.ThrowIfCancellationRequested();
            var start = batch * BatchSize;
            return make([.. Enumerable.Range(start, Math.Min(BatchSize, count - start))]);
        }))];

    private static float[] Mean(IEnumerable<Func<Tensor>> batches, int dimensions)
    {
        var (sum, count) = (new double[dimensions], 0);
        foreach (var batch in batches)
        {
            using var scope = Scope.Begin(recordGradients: false);
            var x = batch();
            count += x.Shape[0];
            var columns = x.Sum(0).Data;
            for (var j = 0; j < dimensions; j++)
                sum[j] += columns[j];
        }

        return Array.ConvertAll(sum, s => (float)(s / count));
    }

    private delegate Tensor ItemsToTensor(ReadOnlySpan<int> items);
}
