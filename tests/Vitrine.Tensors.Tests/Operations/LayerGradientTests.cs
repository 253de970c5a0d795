using Vitrine.Tensors.Layers;
using static Vitrine.Tensors.Tests.GradientCheck;

namespace Vitrine.Tensors.Tests;

/// <summary>Backward passes of normalisation, pooling, recurrence, graphs and in-batch losses against central differences.</summary>
public class LayerGradientTests
{
    [Fact]
    public void LayerNorm_Gradient_MatchesDifferences() => Run(x => x[0].LayerNorm(x[1], x[2]), Random([3, 6], 1), Random([6], 2), Random([6], 3));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void BatchNorm_Gradient_MatchesDifferences(bool isTraining)
    {
        var running = new RunningStatistics(Random([3], 4), Tensor.Full([3], 2));
        Run(x => x[0].BatchNorm(x[1], x[2], running, isTraining), Random([5, 3], 5), Random([3], 6), Random([3], 7));
        Run(x => x[0].BatchNorm(x[1], x[2], running, isTraining), Random([2, 3, 2, 3], 8), Random([3], 6), Random([3], 7));
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void BatchNormRelu_IsBatchNormAddAndRelu(bool isTraining, bool hasShortcut)
    {
        foreach (var shape in new Shape[] { [6, 3], [2, 3, 5, 7] })
        {
            var (together, apart) = (Run(false), Run(true));
            Assert.Equal(apart.Length, together.Length);
            for (var i = 0; i < together.Length; i++)
                Assert.Equal(apart[i], together[i], 1e-6f);

            float[] Run(bool isApart)
            {
                using var scope = Scope.Begin();
                var running = new RunningStatistics(Random([3], 4), Tensor.Full([3], 2));
                Tensor[] inputs = [Random(shape, 5), Random([3], 6), Random([3], 7), Random(shape, 8)];
                foreach (var input in inputs)
                    input.RequiresGradient = true;
                var (x, weight, bias, shortcut) = (inputs[0], inputs[1], inputs[2], hasShortcut ? inputs[3] : null);
                var y = isApart
                    ? (shortcut is null ? Norm() : Norm() + shortcut).Relu()
                    : x.BatchNormRelu(weight, bias, running, isTraining, shortcut);
                var loss = (y * Random(shape, 9)).Sum();
                if (shortcut is not null)
                    loss += shortcut.Sum(); // a second reader of the shortcut, as the next block's is
                loss.Backward();
                return [.. y.Data, .. running.Mean.Data, .. running.Variance.Data, .. inputs.SelectMany(input => input.Gradient?.Data.ToArray() ?? [])];

                Tensor Norm() => x.BatchNorm(weight, bias, running, isTraining);
            }
        }
    }

    [Fact]
    public void BatchNormRelu_ShortcutOfAnotherShape_NamesBoth()
    {
        using var scope = Scope.Begin();
        var running = new RunningStatistics(Tensor.Zeros([3]), Tensor.Full([3], 1));
        var error = Assert.Throws<ArgumentException>(
            () => Tensor.Zeros([2, 3]).BatchNormRelu(Tensor.Zeros([3]), Tensor.Zeros([3]), running, isTraining: false, Tensor.Zeros([2, 4])));
        Assert.Contains("[2, 3]", error.Message);
        Assert.Contains("[2, 4]", error.Message);
    }

    [Fact]
    public void Dropout_Gradient_MatchesDifferences()
    {
        Run(x => x[0].Dropout(0.3f, new RandomSource(5)), Random([7, 9], 9));
        using var scope = Scope.Begin();
        var dropped = Tensor.Full([100, 1000], 1).Dropout(0.3f, new RandomSource(6)).Data;
        Assert.Equal(0.3, dropped.ToArray().Count(v => v == 0) / 100_000.0, 0.01); // standard deviation 0.0015
        Assert.Equal(1, dropped.ToArray().Average(), 0.01f);
    }

    [Fact]
    public void BatchMatMul_Gradient_MatchesDifferences()
    {
        foreach (var (left, right) in new[] { (false, false), (false, true), (true, false), (true, true) })
            Run(x => x[0].BatchMatMul(x[1], left, right), Random(left ? [2, 2, 4, 3] : [2, 2, 3, 4], 17), Random(right ? [2, 2, 5, 4] : [2, 2, 4, 5], 18));
    }

    [Fact]
    public void Pooling_Gradient_MatchesDifferences()
    {
        var x = Random([2, 2, 5, 6], 10);
        for (var i = 0; i < x.Length; i++)
            x.Data[i] += 0.05f * (i * 7 % x.Length); // no ties near the step
        Run(v => v[0].MaxPool2d(2), x);
        Run(v => v[0].MaxPool2d(3, 2, 1), x);
        Run(v => v[0].MaxPool2d(3, 2, isCeiling: true), x);
        Run(v => v[0].AveragePool2d(2), x);
        Run(v => v[0].AveragePool2d(3, 2, 1), x);
        Run(v => v[0].AdaptiveAveragePool2d(3, 4), x);
        Run(v => v[0].GlobalAveragePool(), x);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(2)]
    public void LocalResponseNorm_Gradient_MatchesDifferences(int size) =>
        Run(x => x[0].LocalResponseNorm(size, 0.5f, 0.75f, 2), Random([2, 6, 2, 2], 11));

    [Fact]
    public void SparseMatMul_Gradient_MatchesDifferences()
    {
        var matrix = SparseMatrix.From(3, 4, [(2, 1, 2f), (0, 3, -1f), (0, 0, 0.5f), (2, 1, 1f)]);
        Assert.Equal(3, matrix.Count);
        Run(x => matrix.MatMul(x[0]), Random([2, 4, 1], 12));
        Run(x => matrix.MatMul(x[0]), Random([2, 4, 3], 13));
        Run(x => matrix.MatMul(x[0]), Random([4, 2], 14));
    }

    [Fact]
    public void ChebyshevFilter_Gradient_MatchesDifferences()
    {
        var matrix = SparseMatrix.From(4, 4, [(0, 1, -0.5f), (1, 0, -0.5f), (1, 2, -0.7f), (2, 1, -0.7f), (3, 0, 0.4f)]);
        foreach (var order in (int[])[1, 2, 3, 4])
            Run(x => matrix.ChebyshevFilter(x[0], x[1], x[2]), Random([3, 4], 33), Random([order], 34), Random([4], 35));
    }

    [Fact]
    public void MeanVariance_Gradient_MatchesDifferences()
    {
        bool[] matches = [true, false, false, true, true, false];
        float[] weights = [1, 2, 0.5f, 0, 1.5f, 1];
        var far = new MeanVarianceSettings(0.2f, 0.35f);
        Run(x => x[0].MeanVariance(matches, new MeanVarianceSettings(5, 0.35f)), Random([2, 3], 36));
        Run(x => x[0].MeanVariance(matches, far, weights, 0.6f), Tensor.From([2, 0.1f, -0.4f, 1, 1.5f, 0], [6]));
        Run(x => x[0].MeanVariance(Array.ConvertAll(matches, _ => true), far), Random([6], 37));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EmbeddingBag_Gradient_MatchesDifferences(bool mean)
    {
        Run(x => x[0].EmbeddingBag(new[] { 1, 1, 3, 0 }, new[] { 0, 3, 3, 4 }, mean), Random([4, 3], 15));
        Run(x => x[0].EmbeddingBag(new[] { 1, 1, 3, 0 }, new[] { 0, 3, 3, 4 }, mean, new[] { 1, 2, -1, 0.5f }), Random([4, 3], 16));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void GruSequence_Gradient_MatchesDifferences(bool reverse) =>
        Run(x => x[0].GruSequence(x[1], x[2], new[] { 2, 4, 0, 1 }, reverse), Random([4, 4, 6], 17), Random([6, 2], 18), Random([6], 19));

    [Fact]
    public void GruSequence_AfterTheEnd_IsZeroAndPaddingDoesNotMatter()
    {
        using var gru = new Gru(3, 4, new RandomSource(1), bidirectional: true);
        using var scope = Scope.Begin(recordGradients: false);
        var x = Random([2, 5, 3], 20);
        var lengths = new[] { 5, 2 };
        var first = gru.Forward(x, lengths);
        x.Data[(5 + 2) * 3] = 99; // behind the end of the second sequence
        var second = gru.Forward(x, lengths);
        Assert.Equal(first.Data.ToArray(), second.Data.ToArray());
        Assert.All(first.Data[((5 + 2) * 8)..].ToArray(), v => Assert.Equal(0, v));
        var alone = gru.Forward(x.Slice(0, 1, 1).Slice(1, 0, 2), new[] { 2 });
        Assert.Equal(alone.Data.ToArray(), second.Data.Slice(5 * 8, 2 * 8).ToArray());
        var final = gru.Final(second, lengths).Data;
        Assert.Equal(second.Data.Slice((5 + 1) * 8, 4).ToArray(), final.Slice(8, 4).ToArray());
        Assert.Equal(second.Data.Slice(5 * 8 + 4, 4).ToArray(), final.Slice(12, 4).ToArray());
    }

    [Fact]
    public void InBatchLosses_Gradient_MatchesDifferences()
    {
        var s = Random([4, 4], 21, 2);
        var groups = new[] { 0, 1, 0, 2 };
        var weights = Tensor.From([1, 2, 0.5f, 1], [4]);
        Run(x => x[0].InfoNce(), s);
        Run(x => x[0].InfoNce(groups), s);
        Run(x => x[0].InfoNce(groups, symmetric: false, weights), s);
        Run(x => x[0].InfoNce(groups, symmetric: true, weights), s);
        Run(x => x[0].HardestTriplet(0.2f), s);
        Run(x => x[0].HardestTriplet(0.2f, groups), s);
        Run(x => x[0].AllTriplets(0.2f), s);
        Run(x => x[0].AllTriplets(0.2f, groups), s);
    }

    [Fact]
    public void InfoNce_AllDuplicates_IsZero()
    {
        using var scope = Scope.Begin();
        Assert.Equal(0, Random([3, 3], 1).InfoNce(new[] { 7, 7, 7 }).Item, 1e-6f);
        Assert.Equal(0, Random([3, 3], 1).HardestTriplet(0.2f, new[] { 7, 7, 7 }).Item);
        Assert.Equal(0, Random([3, 3], 1).AllTriplets(0.2f, new[] { 7, 7, 7 }).Item);
    }

    [Fact]
    public void AllTriplets_OfTwoPairs_SumsEveryViolation()
    {
        using var scope = Scope.Begin(recordGradients: false);
        var s = Tensor.From([0.5f, 0.4f, 0.6f, 0.3f], [2, 2]);
        // Query 0: 0.2 + 0.4 − 0.5; query 1: 0.2 + 0.6 − 0.3; item 0: 0.2 + 0.6 − 0.5; item 1: 0.2 + 0.4 − 0.3.
        Assert.Equal((0.1f + 0.5f + 0.3f + 0.3f) / 2, s.AllTriplets(0.2f).Item, 1e-6f);
    }

    [Fact]
    public void PointwiseLosses_Gradient_MatchesDifferences()
    {
        var targets = Tensor.From([0, 1, 0.5f, 1, 1, 0], [2, 3]);
        var weights = Random([2, 3], 22);
        var distributions = Random([2, 3], 23).Softmax();
        Run(x => x[0].BinaryCrossEntropy(targets), Random([2, 3], 24, 2));
        Run(x => x[0].BinaryCrossEntropy(targets, weights), Random([2, 3], 24, 2));
        Run(x => x[0].KullbackLeibler(distributions), Random([2, 3], 25));
        Run(x => x[0].SquaredError(x[1]), Random([2, 3], 26), Random([2, 3], 27));
    }

    [Fact]
    public void KullbackLeibler_OfEqualDistributions_IsZero()
    {
        using var scope = Scope.Begin();
        var logits = Random([5, 7], 28, 3);
        Assert.Equal(0, logits.KullbackLeibler(logits.Softmax()).Item, 1e-6f);
    }

    [Fact]
    public void ChebyshevConv_OrderThree_IsThePolynomial()
    {
        var laplacian = SparseMatrix.From(3, 3, [(0, 1, -0.5f), (1, 0, -0.5f), (1, 2, -0.7f), (2, 1, -0.7f)]);
        using var layer = new ChebyshevConv(laplacian, 1, 1, 3, new RandomSource(2));
        Random([3, 1], 29).Data.CopyTo(layer.Bias.Data);
        using var scope = Scope.Begin();
        var x = Random([1, 3, 1], 30);
        var theta = layer.Weight.Data;
        float[] Multiply(float[] v) => [-0.5f * v[1], -0.5f * v[0] - 0.7f * v[2], -0.7f * v[1]];
        var t0 = x.Data.ToArray();
        var t1 = Multiply(t0);
        var t2 = Multiply(t1).Zip(t0, (a, b) => 2 * a - b).ToArray();
        var y = layer.Forward(x).Data;
        for (var i = 0; i < 3; i++)
            Assert.Equal(theta[0] * t0[i] + theta[1] * t1[i] + theta[2] * t2[i] + layer.Bias.Data[i], y[i], 1e-5f);
    }

    [Fact]
    public void AttFlat_Masked_IgnoresPadding()
    {
        using var layer = new AttFlat(4, 5, 3, new RandomSource(3));
        layer.Eval();
        using var scope = Scope.Begin();
        var x = Random([2, 3, 4], 31);
        var mask = Tensor.From([1, 1, 1, 1, 1, 0], [2, 3]);
        var first = layer.Forward(x, mask).Data.ToArray();
        x.Data[5 * 4] = 50;
        Assert.Equal(first, layer.Forward(x, mask).Data.ToArray());
        Run(v => layer.Forward(v[0], mask), Random([2, 3, 4], 32));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TransformerEncoderLayer_Gradient_MatchesDifferences(bool normFirst)
    {
        using var layer = new TransformerEncoderLayer(4, 2, 6, new RandomSource(4), activation: Activation.Gelu, normFirst: normFirst);
        layer.Eval();
        var mask = Tensor.From([1, 1, 1, 1, 1, 0], [2, 3]);
        Run(x => layer.Forward(x[0], mask), Random([2, 3, 4], 33));
        Run(x => layer.Forward(x[0], causal: true), Random([2, 3, 4], 34));
    }

    [Fact]
    public void MultiHeadAttention_CausalAndPadded_SeesOnlyWhatItMay()
    {
        using var layer = new MultiHeadAttention(4, 2, new RandomSource(5));
        using var scope = Scope.Begin();
        var x = Random([1, 3, 4], 35);
        var first = layer.Forward(x, causal: true).Data[..8].ToArray();
        var padded = layer.Forward(x, Tensor.From([1, 1, 0], [1, 3])).Data[..8].ToArray();
        x.Data[8..].Fill(9);
        Assert.Equal(first, layer.Forward(x, causal: true).Data[..8].ToArray());
        Assert.Equal(padded, layer.Forward(x, Tensor.From([1, 1, 0], [1, 3])).Data[..8].ToArray());
        Assert.Throws<ArgumentException>(() => layer.Forward(x, Tensor.From([1, 0, 1, 1], [1, 4])));
        Run(v => layer.Forward(v[0], v[1], null), Random([2, 3, 4], 36), Random([2, 5, 4], 37));
    }
}
