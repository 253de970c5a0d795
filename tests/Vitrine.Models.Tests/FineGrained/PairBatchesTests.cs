using Vitrine.Models.FineGrained;

namespace Vitrine.Models.Tests.FineGrained;

public class PairBatchesTests
{
    /// <summary>The numbers of Eng-Wiki: 2,173 pairs of 10 classes.</summary>
    [Fact]
    public void SampledPairs_OfTenClasses_AreThePublishedNumbers()
    {
        int[] labels = [.. Enumerable.Range(0, 2173).Select(item => item % 10)];
        var pairs = new SampledPairs(labels, 256, seed: 1).Sample(int.MaxValue).ToArray();
        Assert.Equal(2173 + 38_000, pairs.Count(pair => pair.Matches));
        Assert.All(pairs, pair => Assert.Equal(labels[pair.Left] == labels[pair.Right], pair.Matches));
        var apart = pairs.Where(pair => !pair.Matches).CountBy(pair => (labels[pair.Left], labels[pair.Right])).ToArray();
        Assert.Equal(90, apart.Length);
        Assert.All(apart, classes => Assert.Equal(440, classes.Value));
    }

    [Fact]
    public void Batches_OfAStep_SayWhichPairsMatch()
    {
        int[] labels = [0, 1, 0, 2, 1, 0, 2, 2];
        foreach (var batches in (IPairBatches[])[new CrossPairs(labels, 4, seed: 2), new SampledPairs(labels, 50, seed: 2)])
        {
            var batch = batches.Of(0, 1);
            Assert.Equal(batches.Size, batch.Matches.Length);
            for (var pair = 0; pair < batch.Matches.Length; pair++)
                Assert.Equal(labels[batch[pair].Left] == labels[batch[pair].Right], batch.Matches[pair]);
        }
    }
}
