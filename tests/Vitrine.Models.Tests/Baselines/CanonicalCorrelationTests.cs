using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Catalogue;
using Vitrine.Models.Baselines.Cca;
using Vitrine.Models.Contract;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Baselines;

public class CanonicalCorrelationTests
{
    [Fact]
    public void Directions_OfKnownCorrelations_AreFound()
    {
        // v = P s, t = Q (ρ s + √(1−ρ²) noise) with invertible P, Q: the canonical correlations are the ρ_i, whatever P and Q do.
        double[] rho = [0.9, 0.6, 0.2];
        var random = new RandomSource(3);
        var (p, q) = (RandomMatrix(random), RandomMatrix(random));
        var r = DenseMatrix.OfDiagonalArray(rho);
        var (cvv, ctt, cvt) = ((DenseMatrix)(p * p.Transpose()), (DenseMatrix)(q * q.Transpose()), (DenseMatrix)(p * r * q.Transpose()));

        var (a, b) = CanonicalCorrelation.Directions(cvv, ctt, cvt, ridge: 0, count: 3);
        Assert.True((a.Transpose() * cvv * a - DenseMatrix.CreateIdentity(3)).L2Norm() < 1e-9);
        Assert.True((b.Transpose() * ctt * b - DenseMatrix.CreateIdentity(3)).L2Norm() < 1e-9);
        Assert.True((a.Transpose() * cvt * b - r).L2Norm() < 1e-9); // uncorrelated across, ρ_i along, largest first
    }

    [Fact]
    public void Directions_WithRidge_ShrinkTheDirections()
    {
        var identity = DenseMatrix.CreateIdentity(2);
        var (a, _) = CanonicalCorrelation.Directions(identity, identity, DenseMatrix.OfDiagonalArray([0.5, 0.1]), ridge: 1, count: 1);
        Assert.Equal(1 / Math.Sqrt(2), Math.Abs(a[0, 0]), 12); // aᵀ(C + 1)a = 1
    }

    [Fact]
    public void Train_OnASmallShop_BringsPhotosAndTitlesOfACategoryTogether()
    {
        using var shop = new SmallShop(120);
        new CcaMethod().Train(shop.Data, new TrainingRequest("cca") { Bits = 5 });
        using var model = Methods.Load(shop.Store.Path, "cca");
        Assert.Equal((5, "cca"), (model.Description.VectorDimensions, model.Description.Method));

        var rows = shop.Store.RowsOf(Part.Test);
        var images = model.Photos(shop.Items, rows);
        var texts = model.Texts([.. rows.Select(row => shop.Store[row].Title)]);
        var right = rows.Select((row, i) => Nearest(texts.Vectors!, i, images.Vectors!)).Where((nearest, i) =>
            shop.Store.Categories[rows[nearest]] == shop.Store.Categories[rows[i]]).Count();
        Assert.True(right >= 0.9 * rows.Count, $"{right} of {rows.Count} titles are nearest to a photo of their category; by chance a sixth.");

        // The code is the sign of the vector.
        for (var i = 0; i < rows.Count * 5; i++)
            Assert.Equal(images.Vectors![i] >= 0, (images.Codes![i / 5] >> (i % 5) & 1) == 1);
    }

    [Fact]
    public void Train_WithEpochs_SaysThatCcaHasNone()
    {
        using var shop = new SmallShop(20);
        Assert.Throws<UsageException>(() => new CcaMethod().Train(shop.Data, new TrainingRequest("cca") { Epochs = 3 }));
        Assert.Throws<UsageException>(() => new CcaMethod().Train(shop.Data, new TrainingRequest("cca") { Bits = 1000 }));
    }

    private static int Nearest(float[] queries, int query, float[] gallery) =>
        Enumerable.Range(0, gallery.Length / 5).MaxBy(j => Enumerable.Range(0, 5).Sum(k => queries[query * 5 + k] * gallery[j * 5 + k]));

    private static DenseMatrix RandomMatrix(RandomSource random) => DenseMatrix.Create(3, 3, (i, j) => random.NextNormal() + (i == j ? 2 : 0));
}
