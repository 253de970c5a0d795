namespace Vitrine.Evaluation.Tests.Tasks;

public class CategoryRetrievalTests
{
    private static readonly ProtocolRecord Protocol = new() { Gallery = "all", Relevance = "same category", SelfMatch = "not in gallery" };

    // Two branches (0, 1) with leaves 0, 1 | 2. Gallery rows with their distances to the one query of branch 0, leaf 0.
    private static readonly int[][] GalleryLabels = [[0, 0, 0, 1, 1], [0, 0, 1, 2, 2]];
    private static readonly ushort[] Distances = [1, 3, 1, 3, 8];

    [Fact]
    public void Evaluate_FiveItems_EqualsHandComputedValues()
    {
        var options = new CategoryOptions { PrecisionRanks = [1, 3], TreeRanks = 3 };
        var result = CategoryRetrieval.Evaluate([[0], [0]], GalleryLabels, 8, (_, d) => Distances.CopyTo(d), Protocol, options);
        // Leaf: buckets (2 items, 1 relevant), (2, 1), (1, 0). Relevant at rank 1 or 2, then at rank 3 or 4.
        Assert.Equal(((1 + 0.5) / 2 + (2 / 3.0 + 2 / 4.0) / 2) / 2, result.Layers[1].Map.Value, 1e-15);
        Assert.Equal((1 + 2 / 3.0) / 2, result.Layers[1].Map.Optimistic, 1e-15);
        Assert.Equal((1 / 2.0 + 2 / 4.0) / 2, result.Layers[1].Map.Pessimistic, 1e-15);
        // Branch: (2, 2), (2, 1), (1, 0): precisions 1, 1 and 3/3 or 3/4.
        Assert.Equal((1 + 1 + (1 + 3 / 4.0) / 2) / 3, result.Layers[0].Map.Value, 1e-15);
        Assert.Equal(result.Map, result.Layers[1].Map);
        Assert.Equal(0.5, result.PrecisionCurve[0].Precision.Value, 1e-15);
        Assert.Equal(1.5 / 3, result.PrecisionCurve[1].Precision.Value, 1e-15);
        Assert.Equal(0.5, result.PrecisionWithinRadius!.Value, 1e-15); // distances 1 and 1
        Assert.Equal(0, result.EmptyBalls);
        // Tree distance: rank 1 and 2 hold leaf 0 (0) and leaf 1 (1 layer); rank 3 holds leaf 0 (0) or leaf 2 (2 layers).
        Assert.Equal((0 + 1 + 1) / 3.0, result.TreeDistance, 1e-15);
        Assert.Equal((0 + 0 + 1 + 2 + 2) / 5.0, result.TreeDistanceChance, 1e-15);
        Assert.Equal(2 / 5.0, result.PrecisionChance, 1e-15);
        Assert.Equal(AveragePrecision.Chance(5, 2), result.Layers[1].Chance, 1e-15);
        Assert.Equal(1, result.Queries);
        Assert.Equal(TieRule.Expected, result.Protocol.Ties);
    }

    [Fact]
    public void Evaluate_Classic_BreaksTiesByRow()
    {
        var options = new CategoryOptions { Ties = TieRule.Classic };
        var result = CategoryRetrieval.Evaluate([[0], [0]], GalleryLabels, 8, (_, d) => Distances.CopyTo(d), Protocol, options);
        // Order by (distance, row): 0, 2, 1, 3, 4: relevant leaves on ranks 1 and 3.
        Assert.Equal((1 + 2 / 3.0) / 2, result.Map.Value, 1e-15);
        Assert.Equal(result.Map.Value, result.Map.Pessimistic);
        Assert.Equal(TieRule.Classic, result.Protocol.Ties);
    }

    [Fact]
    public void Evaluate_DistancesAndScores_AgreeOnRandomData()
    {
        var random = new Random(1);
        const int queries = 40, gallery = 300, bits = 24;
        int[] Leaves(int n) => [.. Enumerable.Range(0, n).Select(_ => random.Next(12))];
        int[][] Layers(int[] leaves) => [[.. leaves.Select(l => l / 6)], [.. leaves.Select(l => l / 2)], leaves];
        var queryLabels = Layers(Leaves(queries));
        var galleryLabels = Layers(Leaves(gallery));
        ushort[][] distances = [.. Enumerable.Range(0, queries).Select(_ => Enumerable.Range(0, gallery).Select(_ => (ushort)random.Next(bits + 1)).ToArray())];
        foreach (var ties in Enum.GetValues<TieRule>())
        {
            var options = new CategoryOptions { Ties = ties, MapCutoff = ties == TieRule.Classic ? 50 : null };
            var byDistance = CategoryRetrieval.Evaluate(queryLabels, galleryLabels, bits, (q, d) => distances[q].CopyTo(d), Protocol, options);
            var byScore = CategoryRetrieval.Evaluate(queryLabels, galleryLabels, (q, s) =>
            {
                for (var i = 0; i < gallery; i++)
                    s[i] = -distances[q][i];
            }, Protocol, options with { Threads = 1 });
            for (var layer = 0; layer < 3; layer++)
            {
                Assert.Equal(byDistance.Layers[layer].Map, byScore.Layers[layer].Map);
                Assert.Equal(byDistance.Layers[layer].AveragePrecision, byScore.Layers[layer].AveragePrecision);
            }

            Assert.Equal(byDistance.PrecisionCurve, byScore.PrecisionCurve);
            Assert.Equal(byDistance.TreeDistance, byScore.TreeDistance);
            Assert.Null(byScore.PrecisionWithinRadius);
        }
    }

    [Fact]
    public void Evaluate_RandomDistances_MatchTheChanceLevel()
    {
        // With one bit of distance and random labels the expectation over ties is close to chance; the mean of 400 queries
        // scatters by about 0.05/√400.
        var random = new Random(2);
        int[] labels = [.. Enumerable.Range(0, 200).Select(i => i % 10)];
        int[] queryLabels = [.. Enumerable.Range(0, 400).Select(i => i % 10)];
        var result = CategoryRetrieval.Evaluate([queryLabels], [labels], 1, (q, d) =>
        {
            var own = new Random(q);
            for (var i = 0; i < d.Length; i++)
                d[i] = (ushort)own.Next(2);
        }, Protocol);
        Assert.Equal(result.Layers[0].Chance, result.Map.Value, 0.01);
        Assert.Equal(0, result.TreeDistanceChance - 0.9, 1e-12);
    }

    [Fact]
    public void Evaluate_QueriesWithoutEnoughRelevant_AreLeftOutAndCounted()
    {
        var options = new CategoryOptions { MinimumGalleryItems = 2 };
        var result = CategoryRetrieval.Evaluate([[0, 0, 1], [0, 1, 9]], GalleryLabels, 8, (_, d) => Distances.CopyTo(d), Protocol, options);
        Assert.Equal(1, result.Queries);
        Assert.Equal(2, result.LeftOut); // leaf 1 has one item, leaf 9 none
        Assert.Equal([false, true, true], result.Layers[0].AveragePrecision.Select(double.IsNaN));
        Assert.Throws<ArgumentException>(() => CategoryRetrieval.Evaluate([[9], [9]], GalleryLabels, 8, (_, d) => d.Clear(), Protocol));
    }

    [Fact]
    public void Evaluate_LayersDoNotFit_Throws() =>
        Assert.Contains("both need the same", Assert.Throws<ArgumentException>(
            () => CategoryRetrieval.Evaluate([[0]], GalleryLabels, 8, (_, d) => d.Clear(), Protocol)).Message);
}
