using System.Collections;
using System.Globalization;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests.Generation;

/// <summary>Vectors that a generator makes of what a record holds and of what is looked for.</summary>
public class EmbeddingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upsert_OfTexts_AsksTheGeneratorOnceAndFindsByText()
    {
        var generator = new ListedNumbers();
        using var opened = new OpenedStore(generator);
        var notes = await opened.MadeAsync<string, Note>("notes");
        await notes.UpsertAsync([new Note { Id = "a", Text = "1 0" }, new Note { Id = "b", Text = "0 1" }], Cancellation);
        Assert.Equal(1, generator.Calls);
        Assert.Equal("b", (await notes.SearchAsync("0.1 1", 1, cancellationToken: Cancellation).SingleAsync(Cancellation)).Record.Id);
        Assert.Equal("a", (await notes.SearchAsync(new float[] { 1, 0 }, 1, cancellationToken: Cancellation).SingleAsync(Cancellation)).Record.Id);
    }

    [Fact]
    public async Task Generator_NearestToTheProperty_IsTaken()
    {
        using var opened = new OpenedStore(new ListedNumbers(last: 1));
        VectorStoreCollectionDefinition Of(IEmbeddingGenerator? collection, IEmbeddingGenerator? property) => new()
        {
            EmbeddingGenerator = collection,
            Properties =
            [
                new VectorStoreKeyProperty("Id", typeof(string)),
                new VectorStoreVectorProperty("Text", typeof(string), 2) { EmbeddingGenerator = property, DistanceFunction = DistanceFunction.DotProductSimilarity },
            ],
        };
        Assert.Equal(1, await Scored(Of(null, null)));
        Assert.Equal(4, await Scored(Of(new ListedNumbers(last: 2), null)));
        Assert.Equal(9, await Scored(Of(new ListedNumbers(last: 2), new ListedNumbers(last: 3))));

        async Task<double> Scored(VectorStoreCollectionDefinition definition)
        {
            var notes = opened.Store.GetCollection<string, Note>("notes", definition);
            await notes.EnsureCollectionExistsAsync(Cancellation);
            await notes.UpsertAsync(new Note { Id = "a", Text = "0 0" }, Cancellation);
            return (await notes.SearchAsync("0 0", 1, cancellationToken: Cancellation).SingleAsync(Cancellation)).Score!.Value;
        }
    }

    [Fact]
    public async Task Search_OfVectorsByText_AsksTheGeneratorForTheQueryOnly()
    {
        var generator = new ListedNumbers();
        using var opened = new OpenedStore(generator);
        var garments = await opened.FilledAsync();
        Assert.Equal(0, generator.Calls);
        Assert.Equal("d", (await garments.SearchAsync("0 0 1", 1, cancellationToken: Cancellation).SingleAsync(Cancellation)).Record.Id);
        Garment.AssertEqual(Garment.Four[0], await garments.GetAsync("a", new() { IncludeVectors = true }, Cancellation), withVectors: true);
    }

    [Fact]
    public async Task Codes_OfAGenerator_AreFoundByHammingDistance()
    {
        using var opened = new OpenedStore(new SignsOfNumbers());
        var notes = await opened.MadeAsync<string, Note>("notes");
        await notes.UpsertAsync([new Note { Id = "a", Text = "1 1" }, new Note { Id = "b", Text = "-1 -1" }], Cancellation);
        Assert.Equal([("b", 1.0), ("a", 1.0)], (await notes.SearchAsync("-3 2", 2, cancellationToken: Cancellation).Select(hit => (hit.Record.Id, hit.Score!.Value)).ToListAsync(Cancellation)).OrderByDescending(hit => hit.Id));
        Assert.Equal(0, (await notes.SearchAsync("-3 -2", 1, cancellationToken: Cancellation).SingleAsync(Cancellation)).Score);
    }

    [Fact]
    public async Task Vectors_ThatAGeneratorMade_AreNotGiven()
    {
        using var opened = new OpenedStore(new ListedNumbers());
        var notes = await opened.MadeAsync<string, Note>("notes");
        await Assert.ThrowsAsync<NotSupportedException>(() => notes.GetAsync("a", new() { IncludeVectors = true }, Cancellation));
        await Assert.ThrowsAsync<NotSupportedException>(() => notes.SearchAsync("1 0", 1, new() { IncludeVectors = true }, Cancellation).ToListAsync(Cancellation).AsTask());
    }

    [Fact]
    public async Task Search_ForWhatNothingMakesAVectorOf_IsRefused()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        var problem = await Assert.ThrowsAsync<NotSupportedException>(() => garments.SearchAsync("red", 1, cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask());
        Assert.StartsWith("A value of type 'string' was passed to 'SearchAsync'", problem.Message, StringComparison.Ordinal);

        using var other = new OpenedStore(new ListedNumbers());
        var notes = await other.MadeAsync<string, Note>("notes");
        await Assert.ThrowsAsync<InvalidOperationException>(() => notes.SearchAsync(8, 1, cancellationToken: Cancellation).ToListAsync(Cancellation).AsTask());
    }

    private static float[] NumbersOf(string text) => [.. text.Split(' ').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];

    private sealed class Note
    {
        [VectorStoreKey]
        public string Id { get; set; } = "";

        [VectorStoreVector(2)]
        public string? Text { get; set; }
    }

    /// <summary>The numbers that a text lists, the last of which may be replaced.</summary>
    private sealed class ListedNumbers(float? last = null) : IEmbeddingGenerator<string, Embedding<float>>
    {
        public int Calls { get; private set; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            return Task.FromResult<GeneratedEmbeddings<Embedding<float>>>([.. values.Select(value => NumbersOf(value)).Select(numbers => new Embedding<float>(last is null ? numbers : (float[])[.. numbers[..^1], last.Value]))]);
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    private sealed class SignsOfNumbers : IEmbeddingGenerator<string, BinaryEmbedding>
    {
        public Task<GeneratedEmbeddings<BinaryEmbedding>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult<GeneratedEmbeddings<BinaryEmbedding>>([.. values.Select(value => new BinaryEmbedding(new BitArray(Array.ConvertAll(NumbersOf(value), number => number > 0))))]);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
