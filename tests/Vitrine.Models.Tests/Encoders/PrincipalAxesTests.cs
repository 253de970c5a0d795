using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Vitrine.Models.Encoders;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Encoders;

public class PrincipalAxesTests
{
    private const int Rows = 700, Dimensions = 40, Count = 6; // more than one batch

    [Fact]
    public void Find_DenseRows_EqualsTheFullDecomposition()
    {
        var random = new RandomSource(2);
        var values = new float[Rows * Dimensions];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextNormal() * MathF.Pow(0.7f, i % Dimensions) + 3; // falling variance, a mean to take out
        using var features = Tensor.From(values, [Rows, Dimensions]);
        Check(new CentredFeatures(Rows, Dimensions, items => features.Gather(items)), (row, j) => values[row * Dimensions + j]);
    }

    [Fact]
    public void Find_BagsOfWords_EqualsTheFullDecomposition()
    {
        var random = new RandomSource(4);
        var bags = Enumerable.Range(0, Rows).Select(_ => (IReadOnlyList<(int Term, float Weight)>)[.. Enumerable.Range(0, Dimensions)
            .Where(term => random.NextDouble() < Math.Pow(0.7, term)).Select(term => (term, 1 + random.NextSingle()))]).ToArray();
        Check(new CentredBags(bags, Dimensions), (row, j) => bags[row].FirstOrDefault(entry => entry.Term == j).Weight);
    }

    private static void Check(CentredRows data, Func<int, int, double> value)
    {
        var (axes, deviations) = PrincipalAxes.Find(data, Count, new RandomSource(1));
        var matrix = DenseMatrix.Create(Rows, Dimensions, value);
        var centred = matrix - DenseMatrix.Create(Rows, 1, 1) * matrix.ColumnSums().ToRowMatrix() / Rows;
        var exact = (centred.Transpose() * centred / Rows).Evd(Symmetricity.Symmetric);
        for (var j = 0; j < Count; j++)
        {
            // The subspace iteration's error falls with (λ_17/λ_6)^8 here; what is left is the float32 of the products.
            Assert.Equal(Math.Sqrt(exact.EigenValues[Dimensions - 1 - j].Real), deviations[j], 1e-4);
            Assert.Equal(1, Math.Abs(exact.EigenVectors.Column(Dimensions - 1 - j).DotProduct(axes.Column(j))), 1e-3);
        }
    }
}
