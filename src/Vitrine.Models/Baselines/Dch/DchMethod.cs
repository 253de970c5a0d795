using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Baselines.Dch;

/// <summary>
/// <c>train --method dch</c>: discrete cross-modal hashing (Xu et al., IEEE TIP 26(5), 2017). One code B of each pair, from which its class can be read by a linear
/// classifier W and which linear maps P of both modalities come near to: minimise ‖L − BW‖² + λ‖W‖² + μ Σ_m ‖B − X_m P_m‖², B ∈ {−1, 1}, each of the three in turn.
/// </summary>
/// <remarks>Ours: linear maps of the inputs that all shallow methods get, λ, μ and the ridge of P, and ten rounds.</remarks>
public sealed class DchMethod() : LinearCodeMethod("dch")
{
    private const int Rounds = 10;
    private const double Lambda = 1;
    private const double Mu = 1e-2;
    private const double Ridge = 0.1;

    private protected override int PassesFor(int bits) => 1 + 2 * Rounds;

    private protected override (Matrix<double> Image, Matrix<double> Text) Fit(LinearRows rows, int[] labels, int bits, ulong seed, Action passDone)
    {
        var (p, q) = (rows.ImageDimensions, rows.TextDimensions);
        var (images, texts) = (new DenseMatrix(p, p), new DenseMatrix(q, q));
        rows.ForBatches((_, v, t) =>
        {
            images.Accumulate(v.MatMul(v, transposeA: true));
            texts.Accumulate(t.MatMul(t, transposeA: true));
        });
        passDone();
        var (imageRegression, textRegression) = (new DchRegression(images, Ridge), new DchRegression(texts, Ridge));
        var codes = DchCodes.Random(labels, bits, RandomStreams.For(seed, "codes"));
        Matrix<double> image = DenseMatrix.Create(p, bits, 0), text = DenseMatrix.Create(q, bits, 0);
        for (var round = 0; round < Rounds; round++)
        {
            (image, text) = Maps();
            passDone();
            var classifier = codes.Classifier(Lambda);
            Improve(classifier);
            passDone();
        }

        return Maps();

        // P_m = (X_mᵀX_m + ridge)⁻¹ X_mᵀB
        (Matrix<double> Image, Matrix<double> Text) Maps()
        {
            var (imageProduct, textProduct) = (new DenseMatrix(p, bits), new DenseMatrix(q, bits));
            rows.ForBatches((items, v, t) =>
            {
                var b = codes.Rows(items);
                imageProduct.Accumulate(v.MatMul(b, transposeA: true));
                textProduct.Accumulate(t.MatMul(b, transposeA: true));
            });
            return (imageRegression.Solve(imageProduct), textRegression.Solve(textProduct));
        }

        void Improve(Matrix<double> classifier)
        {
            using var all = Scope.Begin(recordGradients: false);
            var (a, b) = (image.ToTensor(), text.ToTensor());
            var step = new DchStep(classifier, Mu);
            rows.ForBatches((items, v, t) =>
            {
                var near = v.MatMul(a) + t.MatMul(b); // Σ X_m P_m
                for (var i = 0; i < items.Length; i++)
                    step.Improve(codes.Of(items[i]), labels[items[i]], near.Data.Slice(i * bits, bits));
            });
        }
    }
}
