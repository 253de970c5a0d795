using Vitrine.Models.Baselines.Dcmh;
using Vitrine.Models.HiCHNet;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Hashing;

/// <summary>DCMH's objective and its gradient (equations 1 to 4 of the paper) beside the formulas in double precision.</summary>
public class DcmhTests
{
    private const int Batch = 5;
    private const int Others = 9;
    private const int Bits = 7;
    private const double Tolerance = 3e-6; // of float32 sums of some dozen terms

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Objective_OfABatch_HasThePublishedValueAndGradient(bool termMeans)
    {
        using var scope = Scope.Begin();
        var random = new RandomSource(11);
        var (f, g, b, rest) = (Drawn(Batch), Drawn(Others), Drawn(Batch), Drawn(1).Reshape([Bits]));
        for (var i = 0; i < b.Length; i++)
            b.Data[i] = b.Data[i] >= 0 ? 1 : -1;
        int[] own = [0, 1, 2, 0, 1], others = [.. Enumerable.Range(0, Others).Select(i => i % 3)];
        var (gamma, eta) = (0.7, 0.4);
        f.RequiresGradient = true;
        var loss = new DcmhObjective((float)gamma, (float)eta, termMeans).Loss(f, new LayerTargets(own, g, others, b, rest));
        loss.Backward();

        double similarity = 0, binarisation = 0, balance = 0;
        var gradient = new double[Batch, Bits];
        var (pairs, ofBits, ofSums) = (1.0 / (Batch * Others), termMeans ? 1.0 / (Batch * Bits) : 1.0 / (Batch * Others), termMeans ? 1.0 / (Batch * Batch * Bits) : 1.0 / (Batch * Others));
        for (var i = 0; i < Batch; i++)
        {
            for (var j = 0; j < Others; j++)
            {
                var theta = 0.5 * Enumerable.Range(0, Bits).Sum(k => (double)At(f, i, k) * At(g, j, k));
                var s = own[i] == others[j] ? 1 : 0;
                similarity -= s * theta - Math.Log(1 + Math.Exp(theta));
                for (var k = 0; k < Bits; k++)
                    gradient[i, k] += pairs * 0.5 * (1 / (1 + Math.Exp(-theta)) - s) * At(g, j, k);
            }
        }

        for (var k = 0; k < Bits; k++)
        {
            var sum = rest.Data[k] + Enumerable.Range(0, Batch).Sum(i => (double)At(f, i, k));
            balance += sum * sum;
            for (var i = 0; i < Batch; i++)
            {
                var gap = (double)At(f, i, k) - At(b, i, k);
                binarisation += gap * gap;
                gradient[i, k] += 2 * gamma * ofBits * gap + 2 * eta * ofSums * sum;
            }
        }

        var expected = pairs * similarity + gamma * ofBits * binarisation + eta * ofSums * balance;
        Assert.Equal(expected, loss.Item, Tolerance * Math.Abs(expected));
        for (var i = 0; i < Batch; i++)
        {
            for (var k = 0; k < Bits; k++)
                Assert.Equal(gradient[i, k], At(f.Gradient!, i, k), Tolerance * (1 + Math.Abs(gradient[i, k])));
        }

        Tensor Drawn(int rows)
        {
            var drawn = Tensor.Empty([rows, Bits]);
            for (var i = 0; i < drawn.Length; i++)
                drawn.Data[i] = random.NextNormal();
            return drawn;
        }

        static float At(Tensor h, int row, int column) => h.Data[row * Bits + column];
    }
}
