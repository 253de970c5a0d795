using static Vitrine.Tensors.Tests.GradientCheck;

namespace Vitrine.Tensors.Tests;

public class StackedCrossAttentionTests
{
    private const int Texts = 2, Words = 3, Images = 2, Regions = 4, Width = 6;
    private static readonly int[] WordCounts = [3, 2];
    private static readonly int[] RegionCounts = [4, 3];

    [Fact]
    public void StackedCrossAttention_OfVectors_IsThePapersScore()
    {
        using var scope = Scope.Begin(recordGradients: false);
        var (words, regions) = (Units([Texts, Words, Width], 1), Units([Images, Regions, Width], 2));

        var scores = Scores(words, regions);

        for (var text = 0; text < Texts; text++)
        {
            for (var image = 0; image < Images; image++)
                Assert.Equal(Definition(words, text, regions, image, 9), scores.Data[text * Images + image], 1e-5);
        }
    }

    [Fact]
    public void StackedCrossAttention_PaddingChanged_GivesTheSameBits()
    {
        using var scope = Scope.Begin(recordGradients: false);
        var (words, regions) = (Units([Texts, Words, Width], 3), Units([Images, Regions, Width], 4));
        var expected = Scores(words, regions).Data.ToArray();

        words.Data.Slice(((1 * Words) + 2) * Width, Width).Fill(0.4f); // the third word of the text of two
        regions.Data.Slice(((1 * Regions) + 3) * Width, Width).Fill(-0.4f);

        Assert.Equal(expected, Scores(words, regions).Data.ToArray());
    }

    [Fact]
    public void StackedCrossAttention_Gradient_MatchesDifferences()
    {
        // Away from 0, where the positive part has a corner.
        var similarities = Random([Texts, Words, Images, Regions], 5);
        foreach (ref var value in similarities.Data)
            value = MathF.CopySign(0.1f + 0.8f * Math.Abs(value), value);
        float[] products;
        using (Scope.Begin(recordGradients: false))
        {
            var regions = Units([Images, Regions, Width], 6);
            products = regions.BatchMatMul(regions, transposeB: true).Data.ToArray();
        }

        Run(x => x[0].StackedCrossAttention(x[1], WordCounts, RegionCounts, sharpness: 4), similarities, Tensor.From(products, [Images, Regions, Regions]));
    }

    [Fact]
    public void StackedCrossAttention_ShapesThatDoNotFit_SaysThem()
    {
        using var scope = Scope.Begin(recordGradients: false);
        var error = Assert.Throws<ArgumentException>(() => Tensor.Zeros([2, 3, 2, 4]).StackedCrossAttention(Tensor.Zeros([2, 3, 3]), WordCounts, RegionCounts));
        Assert.Contains("[2, 3, 3]", error.Message);
    }

    private static Tensor Units(Shape shape, ulong seed) => Random(shape, seed).L2Normalise();

    private static Tensor Scores(Tensor words, Tensor regions)
    {
        var similarities = words.Reshape([Texts * Words, Width]).MatMul(regions.Reshape([Images * Regions, Width]), transposeB: true);
        return similarities.Reshape([Texts, Words, Images, Regions])
            .StackedCrossAttention(regions.BatchMatMul(regions, transposeB: true), WordCounts, RegionCounts);
    }

    // Equations 1, 3, 4 and 8 of the paper (text-to-image, average), with the vectors formed.
    private static double Definition(Tensor words, int text, Tensor regions, int image, double sharpness)
    {
        var (n, k) = (WordCounts[text], RegionCounts[image]);
        double Word(int w, int d) => words.Data[((text * Words) + w) * Width + d];
        double Region(int i, int d) => regions.Data[((image * Regions) + i) * Width + d];
        double Positive(int w, int i) => Math.Max(0, Enumerable.Range(0, Width).Sum(d => Word(w, d) * Region(i, d)));

        var score = 0.0;
        for (var w = 0; w < n; w++)
        {
            double[] exponentials =
            [
                .. Enumerable.Range(0, k).Select(i =>
                    Math.Exp(sharpness * Positive(w, i) / Math.Max(1e-8, Math.Sqrt(Enumerable.Range(0, n).Sum(other => Math.Pow(Positive(other, i), 2)))))),
            ];
            double[] seen = [.. Enumerable.Range(0, Width).Select(d => Enumerable.Range(0, k).Sum(i => exponentials[i] / exponentials.Sum() * Region(i, d)))];
            score += Enumerable.Range(0, Width).Sum(d => Word(w, d) * seen[d]) / Math.Sqrt(seen.Sum(x => x * x)) / n;
        }

        return score;
    }
}
