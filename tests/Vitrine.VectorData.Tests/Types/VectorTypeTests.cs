using System.Collections;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests.Types;

/// <summary>What a vector may be: it comes back as it was, and is found by one of any form.</summary>
public class VectorTypeTests
{
    private static readonly float[] Numbers = [0.25f, -3, 1000];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Memory() => Kept<ReadOnlyMemory<float>>(Numbers, vector => vector.ToArray());

    [Fact]
    public Task Array() => Kept(Numbers, vector => vector);

    [Fact]
    public Task Single() => Kept(new Embedding<float>(Numbers), vector => vector.Vector.ToArray());

    [Fact]
    public Task HalfMemory() => Kept<ReadOnlyMemory<Half>>(Halves(), vector => [.. vector.ToArray().Select(number => (float)number)]);

    [Fact]
    public Task HalfArray() => Kept(Halves(), vector => [.. vector.Select(number => (float)number)]);

    [Fact]
    public Task HalfEmbedding() => Kept(new Embedding<Half>(Halves()), vector => [.. vector.Vector.ToArray().Select(number => (float)number)]);

    [Theory]
    [InlineData(3)]
    [InlineData(64)]
    [InlineData(100)]
    public async Task Bits_OfAnyLength_ComeBackAndAreFound(int length)
    {
        using var opened = new OpenedStore();
        var things = await opened.MadeAsync<string, Thing<BinaryEmbedding>>("things", DefinitionOf<BinaryEmbedding>(length));
        var bits = new BitArray(length) { [0] = true, [length - 1] = true };
        await things.UpsertAsync([new Thing<BinaryEmbedding> { Id = "a", Look = new BinaryEmbedding(bits) }, new Thing<BinaryEmbedding> { Id = "b", Look = new BinaryEmbedding(new BitArray(length)) }], Cancellation);
        var got = await things.GetAsync("a", new() { IncludeVectors = true }, Cancellation);
        Assert.Equal(bits.Cast<bool>(), got!.Look!.Vector.Cast<bool>());
        Assert.Equal([0, 2], await things.SearchAsync(bits, 2, cancellationToken: Cancellation).Select(hit => hit.Score!.Value).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Record_WithNumbersAndBits_IsFoundByEither()
    {
        using var opened = new OpenedStore();
        var things = await opened.MadeAsync<string, Both>("things");
        await things.UpsertAsync(
            [
                new Both { Id = "a", Bits = new BitArray([true, true, false]), Look = new float[] { 1, 0 } },
                new Both { Id = "b", Bits = new BitArray([false, false, false]), Look = new float[] { 0, 1 } },
            ], Cancellation);
        Assert.Equal("a", (await things.SearchAsync(new BitArray([true, true, true]), 1, new() { VectorProperty = thing => thing.Bits }, Cancellation).SingleAsync(Cancellation)).Record.Id);
        Assert.Equal("b", (await things.SearchAsync(new float[] { 0, 1 }, 1, new() { VectorProperty = thing => thing.Look, IncludeVectors = true }, Cancellation).SingleAsync(Cancellation)).Record.Id);
        var got = await things.GetAsync("a", new() { IncludeVectors = true }, Cancellation);
        Assert.Equal([true, true, false], got!.Bits!.Cast<bool>());
        Assert.Equal([1f, 0f], got.Look.ToArray());
        await Assert.ThrowsAsync<ArgumentException>(() => things.SearchAsync(new float[] { 0, 1 }, 1, new() { VectorProperty = thing => thing.Bits }, Cancellation).ToListAsync(Cancellation).AsTask());
    }

    [Fact]
    public async Task Record_WithoutVectors_IsKeptAndFiltered()
    {
        using var opened = new OpenedStore();
        var things = await opened.MadeAsync<int, Plain>("things");
        await things.UpsertAsync([new Plain { Id = 10, Name = "x" }, new Plain { Id = 9, Name = "y" }], Cancellation);
        Assert.Equal([9, 10], await things.GetAsync(thing => thing.Id > 5, 9, new() { OrderBy = order => order.Ascending(thing => thing.Id) }, Cancellation).Select(thing => thing.Id).ToListAsync(Cancellation));
    }

    [Fact]
    public void Record_WithTwoVectorsOfNumbers_IsRefused()
    {
        using var opened = new OpenedStore();
        Assert.Equal("A record has the vectors 'One', 'Other'; an index holds one of numbers and one of bits. Keep the others in a collection of their own.",
            Assert.Throws<NotSupportedException>(() => opened.Store.GetCollection<string, Two>("things")).Message);
    }

    [Fact]
    public async Task Vector_WithANumberThatIsNone_IsRefused()
    {
        using var opened = new OpenedStore();
        var garments = await opened.FilledAsync();
        Assert.Equal("Number 1 of a vector for 'Look' is NaN; expected finite numbers.",
            (await Assert.ThrowsAsync<ArgumentException>(() => garments.UpsertAsync(new Garment { Id = "x", Look = new[] { 1, float.NaN, 0 } }, Cancellation))).Message);
    }

    private static Half[] Halves() => [.. Numbers.Select(number => (Half)number)];

    private static async Task Kept<T>(T vector, Func<T, float[]> numbersOf)
        where T : notnull
    {
        using var opened = new OpenedStore();
        var things = await opened.MadeAsync<string, Thing<T>>("things", DefinitionOf<T>(3));
        await things.UpsertAsync(new Thing<T> { Id = "a", Look = vector }, Cancellation);
        Assert.Equal(Numbers, numbersOf((await things.GetAsync("a", new() { IncludeVectors = true }, Cancellation))!.Look!));
        foreach (var hit in new[]
        {
            await things.SearchAsync(vector, 1, cancellationToken: Cancellation).SingleAsync(Cancellation),
            await things.SearchAsync<ReadOnlyMemory<float>>(Numbers, 1, cancellationToken: Cancellation).SingleAsync(Cancellation),
            await things.SearchAsync(Halves(), 1, cancellationToken: Cancellation).SingleAsync(Cancellation),
        })
        {
            Assert.Equal(1, hit.Score!.Value, 3e-4); // float16 has 11 bits
        }
    }

    private static VectorStoreCollectionDefinition DefinitionOf<T>(int dimensions) => new()
    {
        Properties = [new VectorStoreKeyProperty("Id", typeof(string)), new VectorStoreVectorProperty("Look", typeof(T), dimensions)],
    };

    private sealed class Thing<T>
    {
        public string Id { get; set; } = "";

        public T? Look { get; set; }
    }

    private sealed class Both
    {
        [VectorStoreKey]
        public string Id { get; set; } = "";

        [VectorStoreVector(3)]
        public BitArray? Bits { get; set; }

        [VectorStoreVector(2)]
        public ReadOnlyMemory<float> Look { get; set; }
    }

    private sealed class Plain
    {
        [VectorStoreKey]
        public int Id { get; set; }

        [VectorStoreData(IsIndexed = true)]
        public string? Name { get; set; }
    }

    private sealed class Two
    {
        [VectorStoreKey]
        public string Id { get; set; } = "";

        [VectorStoreVector(2)]
        public ReadOnlyMemory<float> One { get; set; }

        [VectorStoreVector(2)]
        public ReadOnlyMemory<float> Other { get; set; }
    }
}
