using Vitrine.Models.Probes;
using Vitrine.Tensors;
using Vitrine.Tensors.Threading;

namespace Vitrine.Models.Tests;

public sealed class LinearProbeTests
{
    [Fact]
    public void Fit_ClassesInDifferentDirections_TellsNewVectorsApart()
    {
        var (vectors, labels) = Directions(600, seed: 1);
        using var probe = LinearProbe.Fit(vectors, 8, labels);
        var (fresh, right) = Directions(300, seed: 2);
        var named = probe.Classify(fresh);
        Assert.True(named.Zip(right).Count(pair => pair.First == pair.Second) >= 290);
    }

    [Fact]
    public void Fit_LabelsOfChance_StaysAtChance()
    {
        var random = new RandomSource(3);
        float[] vectors = [.. Enumerable.Range(0, 2000 * 8).Select(_ => random.NextNormal())];
        int[] labels = [.. Enumerable.Range(0, 2000).Select(_ => random.NextInt(4))];
        using var probe = LinearProbe.Fit(vectors.AsMemory(0, 1000 * 8), 8, labels[..1000]);
        var named = probe.Classify(vectors.AsMemory(1000 * 8));
        Assert.InRange(named.Zip(labels[1000..]).Count(pair => pair.First == pair.Second), 180, 320);
    }

    [Fact]
    public void Fit_VectorsOfOtherLengths_GivesTheSameAnswers()
    {
        var (vectors, labels) = Directions(200, seed: 4);
        float[] longer = [.. vectors.Select(value => 4 * value)];
        using var probe = LinearProbe.Fit(vectors, 8, labels);
        using var other = LinearProbe.Fit(longer, 8, labels);
        Assert.Equal(probe.Classify(vectors), other.Classify(longer));
    }

    [Fact]
    public void Fit_WithOneAndWithTwoThreads_GivesTheSameBits()
    {
        var (vectors, labels) = Directions(700, seed: 5);
        var threads = WorkerPool.ThreadCount;
        try
        {
            Assert.Equal(Weights(1), Weights(2));
        }
        finally
        {
            WorkerPool.ThreadCount = threads;
        }

        float[] Weights(int count)
        {
            WorkerPool.ThreadCount = count;
            using var probe = LinearProbe.Fit(vectors, 8, labels);
            return [.. probe.Parameters().SelectMany(parameter => parameter.Tensor.Data.ToArray())];
        }
    }

    private static (float[] Vectors, int[] Labels) Directions(int count, ulong seed)
    {
        var random = new RandomSource(seed);
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 5)];
        return ([.. labels.SelectMany(label => Enumerable.Range(0, 8).Select(j => (j == label ? 2 : 0) + 0.4f * random.NextNormal()))], labels);
    }
}
