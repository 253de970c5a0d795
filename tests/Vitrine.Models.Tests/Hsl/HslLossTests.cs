using Vitrine.Models.Hsl;
using Vitrine.Models.Training;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Hsl;

public sealed class HslLossTests
{
    // Three texts with three images on two levels; texts 0 and 2 read the same.
    private static readonly float[][] Objects = [[1, 2, 0, -1, 3, 1, 0.5f, 2, 4], [0, 1, 1, 2, 5, -2, 1, 0, 3]];
    private static readonly float[][] Images = [[2, 0, 1, 0, 1, 0, 3, -1, 2], [1, 1, 0, 0, 2, 1, 2, 2, 6]];
    private static readonly int[] Groups = [7, 8, 7];

    [Fact]
    public void Loss_AsPublished_IsTheCrossEntropyOfTheRightImageInEachMatrix()
    {
        double[] weights = [0.5, 1];
        var expected = weights.Select((weight, level) => weight * (CrossEntropy(At(Objects[level])) + CrossEntropy(At(Images[level])))).Sum();
        Assert.Equal(expected, Loss(HslLoss.Each), 1e-5);
    }

    [Fact]
    public void Loss_OfTheTotal_IsTheMeanOfBothDirectionsOfS()
    {
        double S(int text, int image) => Enumerable.Range(0, 2).Sum(level => (level + 1) * 0.5 * (At(Objects[level])(text, image) + At(Images[level])(text, image)));
        var expected = (CrossEntropy(S) + CrossEntropy((image, text) => S(text, image))) / 2;
        Assert.Equal(expected, Loss(HslLoss.Total), 1e-5);
    }

    private static Func<int, int, double> At(float[] matrix) => (row, column) => matrix[row * 3 + column];

    // By the definition, one exponential after the other.
    private static double CrossEntropy(Func<int, int, double> similarity) => Enumerable.Range(0, 3).Average(row =>
        -similarity(row, row) + Math.Log(Enumerable.Range(0, 3).Where(column => column == row || Groups[column] != Groups[row])
            .Sum(column => Math.Exp(similarity(row, column)))));

    private static float Loss(HslLoss loss)
    {
        using var network = new HslNetwork(
            new HslSettings(2, 6) { Width = 4, Heads = 1, FeedForward = 4, JointWidth = 2, ImageLayers = 1, TextLayers = 1, Loss = loss }, new RandomSource(1));
        using var scope = Scope.Begin(recordGradients: false);
        return network.Loss([.. Objects.Zip(Images, (o, i) => new LevelSimilarity(Tensor.From(o, [3, 3]), Tensor.From(i, [3, 3])))], new WrongAnswers(Groups)).Item;
    }
}
