using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Models.Baselines.Cca;
using Vitrine.Models.Baselines.Scm;
using Vitrine.Models.Encoders;
using Vitrine.Models.Hashing;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Hashing;

/// <summary>SCM beside its formulas written out in double precision, with the whole n × n similarity.</summary>
public class ScmTests
{
    private const int Bits = 10;
    private const double Ridge = 0.1;

    [Fact]
    public void Covariances_OfAShop_AreThoseOfTheWholeSimilarity()
    {
        using var shop = new SmallShop(40);
        using var pairs = new TrainingPairs(shop.Data, FeatureImages.Whitened(shop.Data, null, default));
        using var inputs = pairs.Inputs;
        using var rows = new LinearRows(pairs, shop.Data.Path, new RandomSource(1), () => { });
        var (v, t) = (DenseMatrix.Create(rows.Count, rows.ImageDimensions, 0), DenseMatrix.Create(rows.Count, rows.TextDimensions, 0));
        rows.ForBatches((items, images, texts) =>
        {
            foreach (var (i, item) in items.Index())
            {
                v.SetRow(item, [.. images.Data.Slice(i * v.ColumnCount, v.ColumnCount).ToArray().Select(x => (double)x)]);
                t.SetRow(item, [.. texts.Data.Slice(i * t.ColumnCount, t.ColumnCount).ToArray().Select(x => (double)x)]);
            }
        });
        var labels = pairs.Labels(pairs.Depth);
        var similarity = DenseMatrix.Create(rows.Count, rows.Count, (i, j) => labels[i] == labels[j] ? 1 : -1);
        var found = ScmCovariances.Of(rows, labels);
        Near(v.TransposeThisAndMultiply(v) / rows.Count, found.Images);
        Near(t.TransposeThisAndMultiply(t) / rows.Count, found.Texts);
        Near(v.TransposeThisAndMultiply(similarity) * t / rows.Count, found.Similarity);

        static void Near(Matrix<double> expected, Matrix<double> actual) =>
            Assert.True((expected - actual).FrobeniusNorm() < 1e-5 * (1 + expected.FrobeniusNorm()), $"{(expected - actual).FrobeniusNorm()}");
    }

    [Fact]
    public void Residue_BitByBit_IsThatOfTheWholeSimilarity()
    {
        const int Items = 30;
        var random = new RandomSource(7);
        var (v, t) = (Random(Items, 6), Random(Items, 5));
        int[] labels = [.. Enumerable.Range(0, Items).Select(item => item % 4)];
        for (var i = 0; i < Items; i++)
            v[i, labels[i]] += 2; // something to find
        var left = Bits * DenseMatrix.Create(Items, Items, (i, j) => labels[i] == labels[j] ? 1 : -1); // R_t
        var (cvv, ctt) = ((DenseMatrix)(v.TransposeThisAndMultiply(v) / Items), (DenseMatrix)(t.TransposeThisAndMultiply(t) / Items));
        var residue = new ScmResidue(new ScmCovariances(cvv, ctt, (DenseMatrix)(v.TransposeThisAndMultiply(left / Bits) * t / Items)), Bits, Ridge);
        for (var bit = 0; bit < Bits; bit++)
        {
            var (a, b) = residue.Direction();
            var (expectedA, expectedB) = CanonicalCorrelation.Directions(cvv, ctt, (DenseMatrix)(v.TransposeThisAndMultiply(left) * t / Items), Ridge, 1);
            var sign = Math.Sign(a * expectedA.Column(0)); // either of the two is right
            Assert.True((a - sign * expectedA.Column(0)).L2Norm() < 1e-6, $"bit {bit}");
            Assert.True((b - sign * expectedB.Column(0)).L2Norm() < 1e-6, $"bit {bit}");
            var (ofImages, ofTexts) = (Signs(v * a), Signs(t * b));
            left -= (DenseMatrix)ofImages.ToColumnMatrix().TransposeAndMultiply(ofTexts.ToColumnMatrix());
            residue.TakeOut(v.TransposeThisAndMultiply(ofImages) / Items, t.TransposeThisAndMultiply(ofTexts));
        }

        DenseMatrix Random(int rows, int columns) => DenseMatrix.Create(rows, columns, (_, _) => random.NextNormal());
        static Vector<double> Signs(Vector<double> projections) => projections.Map(x => x >= 0 ? 1.0 : -1);
    }
}
