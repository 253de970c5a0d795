using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Models.Baselines.Dch;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Hashing;

/// <summary>DCH's three steps beside their formulas in double precision.</summary>
public class DchTests
{
    private const int Items = 24;
    private const int Bits = 6;
    private const int Classes = 3;
    private const double Lambda = 1;
    private const double Mu = 0.05;

    private readonly RandomSource random = new(3);
    private readonly int[] labels = [.. Enumerable.Range(0, Items).Select(item => item % Classes)];

    [Fact]
    public void Classifier_OfCodes_HasNoGradient()
    {
        var codes = DchCodes.Random(labels, Bits, random);
        var (b, l) = (Matrix(codes), Labels());
        var w = codes.Classifier(Lambda);
        // ∂/∂W ‖L − BW‖² + λ‖W‖² = 2Bᵀ(BW − L) + 2λW
        Assert.True((b.TransposeThisAndMultiply(b * w - l) + w * Lambda).FrobeniusNorm() < 1e-10);
    }

    [Fact]
    public void Regression_OfCodes_SolvesTheNormalEquations()
    {
        var (x, b) = (DenseMatrix.Create(Items, 4, (_, _) => random.NextNormal()), Matrix(DchCodes.Random(labels, Bits, random)));
        var covariance = (DenseMatrix)x.TransposeThisAndMultiply(x);
        var p = new DchRegression(covariance, 0.1).Solve(x.TransposeThisAndMultiply(b));
        var ridge = 0.1 * covariance.Trace() / 4;
        Assert.True((x.TransposeThisAndMultiply(x * p - b) + p * ridge).FrobeniusNorm() < 1e-10);
    }

    [Fact]
    public void Step_OfEachCode_EndsWhereNoBitCanBeBettered()
    {
        var codes = DchCodes.Random(labels, Bits, random);
        var w = codes.Classifier(Lambda);
        var near = DenseMatrix.Create(Items, Bits, (_, _) => random.NextNormal());
        var before = Objective(Matrix(codes));
        var step = new DchStep(w, Mu);
        for (var item = 0; item < Items; item++)
            step.Improve(codes.Of(item), labels[item], [.. near.Row(item).Select(x => (float)x)]);
        var after = Objective(Matrix(codes));
        Assert.True(after < before, $"{after} after, {before} before");
        for (var item = 0; item < Items; item++)
        {
            for (var bit = 0; bit < Bits; bit++)
            {
                codes.Of(item)[bit] *= -1;
                Assert.True(Objective(Matrix(codes)) >= after - 1e-9, $"bit {bit} of item {item}");
                codes.Of(item)[bit] *= -1;
            }
        }

        // Of ‖L − BW‖² + μ Σ_m ‖B − X_m P_m‖² what B moves; near is Σ X_m P_m.
        double Objective(DenseMatrix b) => Math.Pow((Labels() - b * w).FrobeniusNorm(), 2) - 2 * Mu * b.PointwiseMultiply(near).RowSums().Sum();
    }

    private DenseMatrix Labels() => DenseMatrix.Create(Items, Classes, (item, label) => labels[item] == label ? 1 : 0);

    private static DenseMatrix Matrix(DchCodes codes) => DenseMatrix.Create(Items, Bits, (item, bit) => codes.Of(item)[bit]);
}
