using Vitrine.Models.Encoders.Texts;
using Vitrine.Models.Hsl;
using Vitrine.Models.Regions;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Hsl;

public class HslFoldTests
{
    [Fact]
    public void Fold_RandomNetworksAndBatches_EqualsUnfoldedScore()
    {
        var random = new RandomSource(5);
        for (var trial = 0; trial < 30; trial++)
        {
            var settings = new HslSettings(1 + random.NextInt(9), 12)
            {
                Levels = 1 + random.NextInt(3),
                Width = 8,
                Heads = 2,
                FeedForward = 8,
                JointWidth = 1 + random.NextInt(20),
                ImageLayers = 1,
                TextLayers = 1,
                WordDimensions = random.NextInt(2) * 5,
                Encoder = random.NextInt(3) == 0 ? ContextEncoder.Gru : ContextEncoder.Transformer,
                Aggregation = random.NextInt(2) == 0 ? RegionAggregation.Mean : RegionAggregation.Sum,
                Granularity = (Granularity)random.NextInt(3),
            };
            using var network = new HslNetwork(settings, random);
            network.Eval();
            using var scope = Scope.Begin(recordGradients: false);
            var regions = Regions(settings, random, 1 + random.NextInt(5));
            var images = network.Image.Forward(regions);
            var texts = network.Text.Forward(Words(settings, random, 1 + random.NextInt(5)));

            var total = network.Total(network.Similarities(texts, images, regions.Lengths));
            var queries = HslFold.Texts(settings, texts);
            var folded = queries.MatMul(HslFold.Images(settings, images, regions.Lengths), transposeB: true);

            Assert.Equal(HslFold.Dimensions(settings), queries.Shape[1]);
            Assert.Equal(total.Shape, folded.Shape);
            // Two orders of the same float32 sums of up to 6·20 terms of size 1.
            for (var i = 0; i < total.Length; i++)
                Assert.Equal(total.Data[i], folded.Data[i], 1e-4f * (1 + Math.Abs(total.Data[i])));
        }
    }

    [Fact]
    public void Padding_FilledWithAnything_ChangesNoScore()
    {
        var random = new RandomSource(9);
        foreach (var encoder in Enum.GetValues<ContextEncoder>())
        {
            foreach (var aggregation in Enum.GetValues<RegionAggregation>())
            {
                var settings = new HslSettings(4, 12)
                {
                    Width = 8,
                    Heads = 2,
                    FeedForward = 8,
                    JointWidth = 6,
                    ImageLayers = 1,
                    TextLayers = 1,
                    WordDimensions = 0,
                    Encoder = encoder,
                    Aggregation = aggregation,
                    TopK = 2,
                };
                using var network = new HslNetwork(settings, random);
                network.Eval();
                using var scope = Scope.Begin(recordGradients: false);
                var padding = new SequenceLengths([1, 3], 3);
                var clean = Tensor.Zeros([2, 3, 4]);
                for (var i = 0; i < 4; i++)
                    clean.Data[i] = random.NextNormal();
                for (var i = 12; i < 24; i++)
                    clean.Data[i] = random.NextNormal();
                var dirty = clean.Clone();
                dirty.Data.Slice(4, 8).Fill(77);

                var texts = network.Text.Forward(new WordBatch([1, 2, 3, 4, 5, 0], new SequenceLengths([3, 2], 3)));
                var padded = network.Text.Forward(new WordBatch([1, 2, 3, 4, 5, 11], new SequenceLengths([3, 2], 3)));
                var expected = network.Total(network.Similarities(texts, network.Image.Forward(new RegionBatch(clean, padding)), padding));
                var actual = network.Total(network.Similarities(padded, network.Image.Forward(new RegionBatch(dirty, padding)), padding));
                Assert.Equal(expected.Data.ToArray(), actual.Data.ToArray());
            }
        }
    }

    private static RegionBatch Regions(HslSettings settings, RandomSource random, int batch)
    {
        var padding = new SequenceLengths([.. Enumerable.Range(0, batch).Select(_ => 1 + random.NextInt(4))], 4);
        var features = Tensor.Empty([batch, 4, settings.RegionDimensions]);
        foreach (ref var value in features.Data)
            value = random.NextNormal();
        return new RegionBatch(features, padding);
    }

    private static WordBatch Words(HslSettings settings, RandomSource random, int batch) => new(
        [.. Enumerable.Range(0, batch * 5).Select(_ => random.NextInt(settings.VocabularySize))],
        new SequenceLengths([.. Enumerable.Range(0, batch).Select(_ => 1 + random.NextInt(5))], 5));
}
