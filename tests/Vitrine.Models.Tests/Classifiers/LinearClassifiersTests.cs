using Vitrine.Models.Classifiers;

namespace Vitrine.Models.Tests.Classifiers;

public sealed class LinearClassifiersTests
{
    [Fact]
    public void Fit_TwoLabellings_TellsBothOfNewVectors()
    {
        var random = new Random(1);
        var (vectors, labels) = Items(random, 300);
        using var classifiers = LinearClassifiers.Fit([2, 3], vectors, 4, labels, null, CancellationToken.None);
        var (asked, right) = Items(random, 100);
        var told = classifiers.Probabilities(asked);
        for (var regression = 0; regression < 2; regression++)
        {
            var classes = regression + 2;
            var hits = 0;
            for (var item = 0; item < 100; item++)
            {
                var own = told[regression][(item * classes)..((item + 1) * classes)];
                Assert.Equal(1, own.Sum(), 1e-4f);
                hits += Array.IndexOf(own, own.Max()) == right[regression][item] ? 1 : 0;
            }

            Assert.InRange(hits, 95, 100);
        }
    }

    [Fact]
    public void Fit_UnknownLabels_AreLearnedFromTheOthers()
    {
        var random = new Random(2);
        var (vectors, labels) = Items(random, 300);
        for (var item = 0; item < 300; item += 2)
            labels[0][item] = -1;
        using var classifiers = LinearClassifiers.Fit([2, 3], vectors, 4, labels, null, CancellationToken.None);
        var (asked, right) = Items(random, 100);
        var told = classifiers.Probabilities(asked)[0];
        Assert.InRange(Enumerable.Range(0, 100).Count(item => (told[2 * item + 1] > 0.5f ? 1 : 0) == right[0][item]), 95, 100);
    }

    [Fact]
    public void Fit_Twice_GivesTheSameBits()
    {
        var (vectors, labels) = Items(new Random(3), 60);
        using var one = LinearClassifiers.Fit([2, 3], vectors, 4, labels, null, CancellationToken.None);
        using var other = LinearClassifiers.Fit([2, 3], vectors, 4, labels, null, CancellationToken.None);
        Assert.Equal(one.Probabilities(vectors)[1], other.Probabilities(vectors)[1]);
    }

    // The first number tells the first label, the next three the second one.
    private static (float[] Vectors, int[][] Labels) Items(Random random, int count)
    {
        var (vectors, labels) = (new float[4 * count], new[] { new int[count], new int[count] });
        for (var item = 0; item < count; item++)
        {
            (labels[0][item], labels[1][item]) = (random.Next(2), random.Next(3));
            vectors[4 * item] = labels[0][item] == 1 ? 1 : -1;
            vectors[4 * item + 1 + labels[1][item]] = 1;
            for (var i = 0; i < 4; i++)
                vectors[4 * item + i] += 0.2f * (random.NextSingle() - 0.5f);
        }

        return (vectors, labels);
    }
}
