using System.Numerics.Tensors;
using Vitrine.Catalogue.Text;
using Vitrine.Tensors;

namespace Vitrine.Catalogue.Tests.Text.Vectors;

/// <summary>Skip-gram on a made-up language of two topics, whose words never meet.</summary>
public sealed class SkipGramTests
{
    private static readonly SkipGramOptions Small = new() { Dimensions = 20, Epochs = 6, Subsampling = 0, Seed = 7 };

    private static string[][] TwoTopics()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 2000).Select(text =>
            Enumerable.Range(0, 6).Select(_ => (text % 2 == 0 ? "shoe" : "ring") + random.Next(10)).ToArray())];
    }

    private static float Similarity(WordVectors vectors, string one, string other)
    {
        Assert.True(vectors.TryGetRow(one, out var row) & vectors.TryGetRow(other, out var otherRow));
        return TensorPrimitives.CosineSimilarity(vectors[row], vectors[otherRow]);
    }

    [Fact]
    public void Train_TwoTopics_BringsWordsOfATopicTogether()
    {
        var vectors = SkipGram.Train(TwoTopics(), Small);
        Assert.Equal(20, vectors.Count);
        for (var one = 0; one < 10; one++)
        {
            for (var other = 0; other < 10; other++)
            {
                if (one != other)
                    Assert.True(Similarity(vectors, $"shoe{one}", $"shoe{other}") > Similarity(vectors, $"shoe{one}", $"ring{other}") + 0.2f);
            }
        }
    }

    [Fact]
    public void Train_SameSeed_GivesTheSameBits()
    {
        var first = SkipGram.Train(TwoTopics(), Small with { Dimensions = 19, Epochs = 1 });
        for (var size = 1; size < 40; size += 7)
        {
            GC.KeepAlive(new byte[size]);   // shifts where the next arrays lie
            Assert.Equal(first.Values.ToArray(), SkipGram.Train(TwoTopics(), Small with { Dimensions = 19, Epochs = 1 }).Values.ToArray());
        }

        Assert.NotEqual(first.Values.ToArray(), SkipGram.Train(TwoTopics(), Small with { Dimensions = 19, Epochs = 1, Seed = 8 }).Values.ToArray());
    }

    [Fact]
    public void Train_RareWords_GetNoVector()
    {
        var vectors = SkipGram.Train([["b", "a", "once"], ["a", "b"], ["a"]], new() { MinimumCount = 2 });
        Assert.Equal(["a", "b"], vectors.Words);
        Assert.Throws<UsageException>(() => SkipGram.Train([["a", "b"]], new() { MinimumCount = 2 }));
        Assert.Throws<UsageException>(() => SkipGram.Train([["a", "a"]], new() { Window = 0 }));
    }

    [Fact]
    public void Train_Cancelled_Stops() =>
        Assert.Throws<OperationCanceledException>(() => SkipGram.Train(TwoTopics(), Small, cancellation: new(canceled: true)));

    [Fact]
    public void AliasTable_ManyDraws_FollowTheWeights()
    {
        double[] weights = [1, 0, 5, 2, 2];
        var table = new AliasTable(weights);
        var random = new RandomSource(11);
        var counts = new int[weights.Length];
        for (var draw = 0; draw < 100_000; draw++)
            counts[table.Draw(random)]++;
        Assert.Equal(0, counts[1]);
        for (var i = 0; i < weights.Length; i++)
            Assert.Equal(weights[i] / 10, counts[i] / 100_000.0, 0.01);   // five standard errors are 0.008
    }
}
