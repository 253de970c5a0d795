using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Encoders;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Cca;

/// <summary>
/// Ridge-regularised canonical correlation analysis: directions a, b that maximise aᵀC_vt b under aᵀ(C_vv + εI)a = bᵀ(C_tt + εI)b = 1. With
/// Cholesky factors L of the two, the directions are L⁻ᵀ times the singular vectors of L_v⁻¹ C_vt L_t⁻ᵀ.
/// </summary>
internal static class CanonicalCorrelation
{
    private const int PassesOfAll = 1 + PrincipalAxes.Passes;

    // Whitened photos vary along their first axis alone by 4/9 or more, unless they are all alike: then by less than a thousandth along all.
    private const double LeastVariance = 0.01;

    /// <exception cref="UsageException">Photos or titles are all alike.</exception>
    public static void Fit(CcaModel model, TrainingPairs pairs, GivenTextRows? given, CcaSettings settings, RandomSource random,
        IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var meter = new PassMeter(PassesOfAll, pairs.Count, progress);
        var images = new CentredFeatures(pairs.Count, pairs.Inputs.Image.Dimensions, pairs.Images);
        CentredRows texts = given is null
            ? new CentredBags(pairs.Terms, pairs.Inputs.TextDimensions)
            : new CentredFeatures(pairs.Count, settings.GivenTexts, given.Take);
        var textAxes = given is null ? AxesOf(texts) : DenseMatrix.CreateIdentity(settings.GivenTexts); // [d_t, q]
        var (p, q) = (images.Dimensions, textAxes.ColumnCount);

        var (cvv, ctt, cvt) = (new DenseMatrix(p, p), new DenseMatrix(q, q), new DenseMatrix(p, q));
        using (Scope.Begin(recordGradients: false))
        {
            var (va, ta) = (DenseMatrix.CreateIdentity(p).ToTensor(), textAxes.ToTensor());
            for (var batch = 0; batch < images.BatchCount; batch++)
            {
                using var scope = Scope.Begin(recordGradients: false);
                var v = images.Times(batch, va); // [batch, p]
                var t = texts.Times(batch, ta); // [batch, q]
                cvv.Accumulate(v.MatMul(v, transposeA: true));
                ctt.Accumulate(t.MatMul(t, transposeA: true));
                cvt.Accumulate(v.MatMul(t, transposeA: true));
            }
        }

        PassDone();
        if (cvv.Trace() < LeastVariance * pairs.Count)
            throw AllAlike("photos", "look the same");

        // Where fewer directions tell titles apart than bits were asked for, the bits that are left over are the same for all, and change no ranking.
        var (a, b) = Directions(cvv, ctt, cvt, settings.Ridge, Math.Min(settings.Dimensions, q));
        (a, b) = (Widened(a, settings.Dimensions), Widened(b, settings.Dimensions));
        Write(a, images.Mean, (i, j) => j * pairs.Inputs.Image.Dimensions + i, model.Image.Weight, model.Image.Bias!);
        if (model.GivenText is { } ofGiven)
            Write(textAxes * b, texts.Mean, (i, j) => j * settings.GivenTexts + i, ofGiven.Weight, ofGiven.Bias!);
        else
            Write(textAxes * b, texts.Mean, (i, j) => i * settings.Dimensions + j, model.Text!.Weight, model.Text.Bias);

        Matrix<double> AxesOf(CentredRows bags)
        {
            var (found, deviations) = PrincipalAxes.Find(bags, settings.PrincipalComponents, random, PassDone);
            // Along the other axes the bags are all alike: divided by what single precision leaves there, they would be noise, or no numbers.
            var telling = deviations.Count(deviation => deviation > bags.LeastDeviation);
            return telling == 0 ? throw AllAlike("titles", "have the same known words") : found.SubMatrix(0, found.RowCount, 0, telling);
        }

        void PassDone()
        {
            meter.PassDone();
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The first directions of both sides, as columns, by falling correlation.</summary>
    /// <param name="cvv">Covariance of the one side.</param>
    /// <param name="ctt">Of the other.</param>
    /// <param name="cvt">Between the two.</param>
    /// <param name="ridge">Added to the diagonals, as a share of their mean.</param>
    /// <param name="count">Directions wanted.</param>
    public static (Matrix<double> A, Matrix<double> B) Directions(DenseMatrix cvv, DenseMatrix ctt, DenseMatrix cvt, double ridge, int count)
    {
        var lv = WithRidge(cvv, ridge).Cholesky().Factor;
        var lt = WithRidge(ctt, ridge).Cholesky().Factor;
        var whitened = lt.Solve(lv.Solve(cvt).Transpose()).Transpose(); // L_v⁻¹ C_vt L_t⁻ᵀ
        var svd = whitened.Svd();
        var a = lv.Transpose().Solve(svd.U.SubMatrix(0, cvv.RowCount, 0, count));
        var b = lt.Transpose().Solve(svd.VT.Transpose().SubMatrix(0, ctt.RowCount, 0, count));
        return (a, b);
    }

    private static DenseMatrix WithRidge(DenseMatrix covariance, double ridge)
    {
        var size = covariance.RowCount;
        return (DenseMatrix)(covariance + DenseMatrix.CreateIdentity(size) * (ridge * covariance.Trace() / size));
    }

    private static UsageException AllAlike(string items, string alike) =>
        new($"The training {items} all {alike}: CCA has nothing to correlate.", $"Import {items} that tell products apart, or train another method, such as hichnet.");

    /// <summary>The same columns and behind them as many of zeros as are missing.</summary>
    private static Matrix<double> Widened(Matrix<double> directions, int columns) =>
        directions.ColumnCount == columns ? directions : directions.Append(DenseMatrix.Create(directions.RowCount, columns - directions.ColumnCount, 0));

    /// <summary>x ↦ (x − mean)·directions as the weight and bias of a linear layer.</summary>
    private static void Write(Matrix<double> directions, float[] mean, Func<int, int, int> place, Tensor weight, Tensor bias)
    {
        for (var j = 0; j < directions.ColumnCount; j++)
        {
            var offset = 0.0;
            for (var i = 0; i < directions.RowCount; i++)
            {
                weight.Data[place(i, j)] = (float)directions[i, j];
                offset -= mean[i] * directions[i, j];
            }

            bias.Data[j] = (float)offset;
        }
    }
}
