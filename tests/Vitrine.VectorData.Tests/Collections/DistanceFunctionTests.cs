using System.Collections;
using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests.Collections;

/// <summary>What vectors are compared by: the scores are those of the definition, the order puts the nearest first, a threshold keeps what is near enough.</summary>
public class DistanceFunctionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DistanceFunction.CosineSimilarity, new[] { 1, 0.6, -1 })]
    [InlineData(DistanceFunction.CosineDistance, new[] { 0, 0.4, 2 })]
    [InlineData(DistanceFunction.DotProductSimilarity, new[] { 4, 1.2, -2 })]
    [InlineData(DistanceFunction.NegativeDotProductSimilarity, new[] { -4, -1.2, 2 })]
    public async Task Scores_OfNumbers_AreThoseOfTheFunction(string function, double[] scores)
    {
        using var opened = new OpenedStore();
        var things = await Made(opened, function, IndexKind.Flat);
        var found = await Search(things);
        Assert.Equal(["same", "aside", "against"], found.Select(hit => hit.Record.Id));
        Assert.All(found.Zip(scores), pair => Assert.Equal(pair.Second, pair.First.Score!.Value, 1e-6));

        // A threshold between the second and the third, and one that only the first passes.
        Assert.Equal(2, (await Search(things, (scores[1] + scores[2]) / 2)).Count);
        Assert.Single(await Search(things, (scores[0] + scores[1]) / 2));
    }

    [Fact]
    public async Task Scores_OfBits_AreHammingDistances()
    {
        using var opened = new OpenedStore();
        var definition = new VectorStoreCollectionDefinition
        {
            Properties = [new VectorStoreKeyProperty("Id", typeof(string)), new VectorStoreVectorProperty("Look", typeof(BitArray), 4) { DistanceFunction = DistanceFunction.HammingDistance }],
        };
        var things = await opened.MadeAsync<string, Coded>("codes", definition);
        await things.UpsertAsync(
            [
                new Coded { Id = "against", Look = new BitArray([false, true, true, true]) },
                new Coded { Id = "aside", Look = new BitArray([true, true, false, false]) },
                new Coded { Id = "same", Look = new BitArray([true, false, false, false]) },
            ], Cancellation);
        Assert.Equal([("same", 0), ("aside", 1), ("against", 4)], await Found(null));
        Assert.Equal([("same", 0), ("aside", 1)], await Found(1.5));
        Assert.Equal([("same", 0)], await Found(0));
        Assert.Equal([], await Found(-1));

        async Task<List<(string, double)>> Found(double? threshold) => await things
            .SearchAsync(new BitArray([true, false, false, false]), 3, new() { ScoreThreshold = threshold }, Cancellation).Select(hit => (hit.Record.Id, hit.Score!.Value)).ToListAsync(Cancellation);
    }

    [Fact]
    public async Task Cosine_OfNothing_IsZero()
    {
        using var opened = new OpenedStore();
        var things = await Made(opened, DistanceFunction.CosineSimilarity, IndexKind.Flat);
        Assert.All(await things.SearchAsync(new float[2], 3, cancellationToken: Cancellation).ToListAsync(Cancellation), hit => Assert.Equal(0, hit.Score));
    }

    [Theory]
    [InlineData(DistanceFunction.EuclideanDistance)]
    [InlineData(DistanceFunction.EuclideanSquaredDistance)]
    [InlineData(DistanceFunction.ManhattanDistance)]
    [InlineData(DistanceFunction.HammingDistance)]
    public async Task Function_ThatTheIndexHasNot_IsRefused(string function)
    {
        using var opened = new OpenedStore();
        var problem = await Assert.ThrowsAsync<NotSupportedException>(() => Made(opened, function, IndexKind.Flat));
        Assert.Contains($"'Look' is to be compared by {function}; vectors of numbers are compared by CosineSimilarity", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(IndexKind.Flat, 1e-6)]
    [InlineData(IndexKind.Dynamic, 1e-6)]
    [InlineData(IndexKind.QuantizedFlat, 1e-2)] // a byte a number
    public async Task Kind_OfAnIndex_FindsTheSame(string kind, double tolerance)
    {
        using var opened = new OpenedStore();
        var things = await Made(opened, DistanceFunction.CosineSimilarity, kind);
        var found = await Search(things);
        Assert.Equal(["same", "aside", "against"], found.Select(hit => hit.Record.Id));
        Assert.All(found.Zip([1, 0.6, -1]), pair => Assert.Equal(pair.Second, pair.First.Score!.Value, tolerance));
        Assert.Equal([6f, 8f], (await things.GetAsync("aside", new() { IncludeVectors = true }, Cancellation))!.Look.ToArray().Select(number => number * 10));
    }

    [Theory]
    [InlineData(IndexKind.Hnsw)]
    [InlineData(IndexKind.IvfFlat)]
    [InlineData(IndexKind.DiskAnn)]
    public async Task Kind_ThatTheIndexHasNot_IsRefused(string kind)
    {
        using var opened = new OpenedStore();
        var problem = await Assert.ThrowsAsync<NotSupportedException>(() => Made(opened, null, kind));
        Assert.StartsWith($"The property 'Look' asks for an index of the kind {kind}; possible are Flat, Dynamic, QuantizedFlat", problem.Message, StringComparison.Ordinal);
    }

    private static async Task<IndexCollection<string, Thing>> Made(OpenedStore opened, string? function, string kind)
    {
        var definition = new VectorStoreCollectionDefinition
        {
            Properties =
            [
                new VectorStoreKeyProperty("Id", typeof(string)),
                new VectorStoreVectorProperty("Look", typeof(ReadOnlyMemory<float>), 2) { DistanceFunction = function, IndexKind = kind },
            ],
        };
        var things = await opened.MadeAsync<string, Thing>("things", definition);
        await things.UpsertAsync(
            [
                new Thing { Id = "against", Look = new float[] { -1, 0 } },
                new Thing { Id = "aside", Look = new float[] { 0.6f, 0.8f } },
                new Thing { Id = "same", Look = new float[] { 2, 0 } },
            ], Cancellation);
        return things;
    }

    private static async Task<List<VectorSearchResult<Thing>>> Search(IndexCollection<string, Thing> things, double? threshold = null) =>
        await things.SearchAsync(new float[] { 2, 0 }, 3, new() { ScoreThreshold = threshold }, Cancellation).ToListAsync(Cancellation);

    private sealed class Thing
    {
        public string Id { get; set; } = "";

        public ReadOnlyMemory<float> Look { get; set; }
    }

    private sealed class Coded
    {
        public string Id { get; set; } = "";

        public BitArray? Look { get; set; }
    }
}
