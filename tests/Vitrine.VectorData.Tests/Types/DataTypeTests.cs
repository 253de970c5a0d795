using System.Linq.Expressions;
using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests.Types;

/// <summary>What data may be: it comes back as it was, and is found by a filter where it is indexed.</summary>
public class DataTypeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Byte() => Kept<byte>(8, 255);

    [Fact]
    public Task SByte() => Kept<sbyte>(-8, 0);

    [Fact]
    public Task Short() => Kept<short>(short.MinValue, 9);

    [Fact]
    public Task UShort() => Kept(ushort.MaxValue, (ushort)9);

    [Fact]
    public Task Int() => Kept(int.MinValue, int.MaxValue);

    [Fact]
    public Task UInt() => Kept(uint.MaxValue, 0u);

    [Fact]
    public Task Long() => Kept(1L << 53, -1);

    [Fact]
    public Task ULong() => Kept(1UL << 53, 1UL);

    [Fact]
    public Task Float() => Kept(0.1f, -3e30f);

    [Fact]
    public Task Double() => Kept(0.1, double.MinValue);

    [Fact]
    public Task Decimal() => Kept(19.99m, -0.01m);

    [Fact]
    public Task Text() => Kept("8", "");

    [Fact]
    public Task Bool() => Kept(true, false);

    [Fact]
    public Task Identifier() => Kept(new Guid("603840bf-cf91-4521-8b8e-8b6a2e75910a"), Guid.Empty);

    [Fact]
    public Task UtcTime() => Kept(new DateTime(2020, 1, 1, 12, 30, 45, 678, DateTimeKind.Utc), new DateTime(1, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    [Fact]
    public Task TimeWithOffset() => Kept(new DateTimeOffset(2020, 1, 1, 12, 30, 45, TimeSpan.FromHours(2)), new DateTimeOffset(2020, 1, 1, 12, 30, 45, TimeSpan.Zero));

    [Fact]
    public Task Day() => Kept(new DateOnly(2020, 1, 1), new DateOnly(1999, 12, 31));

    [Fact]
    public Task TimeOfDay() => Kept(new TimeOnly(23, 59, 59, 999), new TimeOnly(0));

    [Fact]
    public Task NullableNumber() => Kept<int?>(8, null);

    [Fact]
    public async Task Lists_OfAllKinds_ComeBack()
    {
        using var opened = new OpenedStore();
        var things = await opened.MadeAsync<string, Lists>("lists");
        var some = new Lists { Id = "a", Texts = ["b", "a", "b", ""], Numbers = [3, 1], Bytes = [1, 0, 255], Days = [new DateOnly(2024, 1, 2)], Look = new float[] { 1 } };
        var none = new Lists { Id = "b", Texts = [], Look = new float[] { 1 } };
        await things.UpsertAsync([some, none], Cancellation);
        var got = await things.GetAsync(["a", "b"], cancellationToken: Cancellation).ToListAsync(Cancellation);
        Assert.Equal(some.Texts, got[0].Texts!);
        Assert.Equal(some.Numbers, got[0].Numbers);
        Assert.Equal(some.Bytes, got[0].Bytes);
        Assert.Equal(some.Days, got[0].Days);
        Assert.Empty(got[1].Texts!);
        Assert.Null(got[1].Numbers);
        Assert.Equal("a", (await things.GetAsync(thing => thing.Texts!.Contains("") && thing.Numbers!.Contains(3), 9, cancellationToken: Cancellation).SingleAsync(Cancellation)).Id);
    }

    [Fact]
    public async Task Number_ThatNoIndexHoldsExactly_IsRefusedWhereItIsIndexed()
    {
        using var opened = new OpenedStore();
        var things = await opened.MadeAsync<string, Thing<long>>("things", DefinitionOf<long>());
        var problem = await Assert.ThrowsAsync<ArgumentException>(() => things.UpsertAsync(new Thing<long> { Id = "a", Value = (1L << 53) + 1, Look = new float[1] }, Cancellation));
        Assert.StartsWith("The number 9007199254740993 cannot be compared exactly", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_OfAnotherType_IsRefused()
    {
        using var opened = new OpenedStore();
        Assert.Throws<NotSupportedException>(() => opened.Store.GetCollection<string, Thing<Uri>>("things", DefinitionOf<Uri>()));
        Assert.Contains("'Value' is of the type Byte[]", Assert.Throws<NotSupportedException>(() => opened.Store.GetCollection<string, Thing<byte[]>>("things", DefinitionOf<byte[]>())).Message, StringComparison.Ordinal);
    }

    private static async Task Kept<T>(T value, T other)
    {
        using var opened = new OpenedStore();
        var things = await opened.MadeAsync<string, Thing<T>>("things", DefinitionOf<T>());
        await things.UpsertAsync([new Thing<T> { Id = "a", Value = value, Look = new float[] { 1 } }, new Thing<T> { Id = "b", Value = other, Look = new float[] { 1 } }], Cancellation);
        var got = await things.GetAsync(["a", "b"], cancellationToken: Cancellation).ToListAsync(Cancellation);
        Assert.Equal([value, other], got.Select(thing => thing.Value));

        foreach (var (id, wanted) in new[] { ("a", value), ("b", other) })
        {
            var thing = Expression.Parameter(typeof(Thing<T>));
            var condition = Expression.Lambda<Func<Thing<T>, bool>>(Expression.Equal(Expression.Property(thing, nameof(Thing<>.Value)), Expression.Constant(wanted, typeof(T))), thing);
            Assert.Equal(id, (await things.GetAsync(condition, 9, cancellationToken: Cancellation).SingleAsync(Cancellation)).Id);
        }
    }

    private static VectorStoreCollectionDefinition DefinitionOf<T>() => new()
    {
        Properties =
        [
            new VectorStoreKeyProperty("Id", typeof(string)),
            new VectorStoreDataProperty("Value", typeof(T)) { IsIndexed = true },
            new VectorStoreVectorProperty("Look", typeof(ReadOnlyMemory<float>), 1),
        ],
    };

    private sealed class Thing<T>
    {
        public string Id { get; set; } = "";

        public T? Value { get; set; }

        public ReadOnlyMemory<float> Look { get; set; }
    }

    private sealed class Lists
    {
        [VectorStoreKey]
        public string Id { get; set; } = "";

        [VectorStoreData(IsIndexed = true)]
        public string[]? Texts { get; set; }

        [VectorStoreData(IsIndexed = true)]
        public List<int>? Numbers { get; set; }

        [VectorStoreData]
        public byte[]? Bytes { get; set; }

        [VectorStoreData]
        public IReadOnlyList<DateOnly>? Days { get; set; }

        [VectorStoreVector(1)]
        public ReadOnlyMemory<float> Look { get; set; }
    }
}
