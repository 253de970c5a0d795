using System.Linq.Expressions;
using Microsoft.Extensions.VectorData;

namespace Vitrine.VectorData.Tests.Filters;

/// <summary>A condition gives the records for which it holds in C#: the same expression, compiled, is what is expected.</summary>
public sealed class FilterTests : IClassFixture<FilterTests.Filled>
{
    private static readonly int Ten = 10;
    private readonly Filled filled;
    private readonly int twenty = 20;

    public FilterTests(Filled filled) => this.filled = filled;

    public static TheoryData<string> Names => [.. Conditions().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Filter_OfACondition_PassesTheRecordsForWhichItHolds(string name)
    {
        var condition = Conditions()[name];
        var expected = Filled.All.Where(condition.Compile()).Select(thing => thing.Id).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(expected, await Found(condition));
    }

    [Fact]
    public void Conditions_AllTogether_PassAndRefuseSomething()
    {
        var counts = Conditions().Where(condition => condition.Key is not ("all" or "none")).ToDictionary(condition => condition.Key, condition => Filled.All.Count(condition.Value.Compile()));
        Assert.All(counts, count => Assert.True(count.Value > 0 && count.Value < Filled.All.Length, $"The condition '{count.Key}' holds for {count.Value} of {Filled.All.Length}."));
    }

    [Fact]
    public async Task Filter_OnFieldsOfThis_TakesTheirValues()
    {
        Assert.Equal(["b"], await Found(thing => thing.Number == twenty));
        Assert.Equal(["a"], await Found(thing => thing.Number == Ten));
    }

    [Fact]
    public async Task Filter_WithTheValueOfNull_Throws()
    {
        int? nothing = null;
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Found(thing => thing.Number == nothing!.Value));
    }

    [Fact]
    public async Task Filter_ByDictionary_PassesTheSame()
    {
        var things = filled.Dynamic;
        Assert.Equal(["a", "d"], await Keys(thing => (string)thing["Text"]! == "foo" && (bool)thing["Truth"]!));
        Assert.Equal(["a", "e"], await Keys(thing => (int)thing["Number"]! < 20));
        Assert.Equal(["a", "b"], await Keys(thing => ((string[])thing["Tags"]!).Contains("y")));
        Assert.Equal(["e"], await Keys(thing => thing["Text"] == null));
        Assert.Equal(["b", "c"], await Keys(thing => new[] { 20, 30 }.Contains((int)thing["Number"]!)));

        async Task<List<string>> Keys(Expression<Func<Dictionary<string, object?>, bool>> condition) =>
            await things.GetAsync(condition, 100, cancellationToken: TestContext.Current.CancellationToken).Select(thing => (string)thing["Id"]!).ToListAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Filter_OfWhatAnIndexCannotAnswer_SaysWhichPart()
    {
        await Refused(thing => thing.Text!.StartsWith('f'), "thing.Text.StartsWith(f)");
        await Refused(thing => thing.Number == 10 && thing.Text!.Length == 3, "(thing.Text.Length == 3)");
        await Refused(thing => thing.Number == thing.Other, "(Convert(thing.Number, Nullable`1) == thing.Other)");
        await Refused(thing => string.Compare(thing.Text, "a", StringComparison.Ordinal) > 0, "Compare(thing.Text");
        await Refused(thing => thing.Number + 1 == 11, "((thing.Number + 1) == 11)");
        await Refused(thing => (int)thing.Fraction == 1, "(Convert(thing.Fraction, Int32) == 1)");
        await Refused(thing => thing.Day.Year == 2024, "thing.Day.Year");
        await Refused(thing => thing.Tags == null, "(thing.Tags == null)");
        await Refused(thing => thing.Tags!.All(tag => tag == "x"), "All(");
        await Refused(thing => thing.Note == "n", "'Note'");
    }

    private async Task Refused(Expression<Func<Thing, bool>> condition, string part)
    {
        var problem = await Assert.ThrowsAsync<NotSupportedException>(() => Found(condition));
        Assert.Contains(part, problem.Message, StringComparison.Ordinal);
    }

    private async Task<List<string>> Found(Expression<Func<Thing, bool>> condition)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var got = await filled.Things.GetAsync(condition, 100, cancellationToken: cancellation).Select(thing => thing.Id).ToListAsync(cancellation);
        var searched = await filled.Things.SearchAsync(new float[] { 1, 0 }, 100, new() { Filter = condition }, cancellation).Select(hit => hit.Record.Id).ToListAsync(cancellation);
        Assert.Equal(got, searched.Order(StringComparer.Ordinal));
        return got;
    }

    private static Dictionary<string, Expression<Func<Thing, bool>>> Conditions()
    {
        string? nothing = null;
        int? ten = 10;
        string[] wanted = ["x", "z", "other"];
        List<string> list = ["x", "other"];
        string?[] some = ["foo", null];
        return new()
        {
            ["all"] = thing => true,
            ["none"] = thing => false,
            ["=="] = thing => thing.Number == 20,
            ["== reversed"] = thing => 20 == thing.Number,
            ["== text"] = thing => thing.Text == "foo",
            ["== empty text"] = thing => thing.Text == "",
            ["== text of a zero"] = thing => thing.Text == "\0",
            ["== null"] = thing => thing.Text == null,
            ["== captured null"] = thing => thing.Text == nothing,
            ["== nullable"] = thing => thing.Number == ten,
            ["== nullable value"] = thing => thing.Number == ten.Value,
            ["!="] = thing => thing.Number != 20,
            ["!= text"] = thing => thing.Text != "foo",
            ["!= null"] = thing => thing.Text != null,
            ["!= of a nullable"] = thing => thing.Other != 1,
            ["<"] = thing => thing.Number < 20,
            ["<="] = thing => thing.Number <= 20,
            [">"] = thing => thing.Number > 20,
            [">="] = thing => thing.Number >= 20,
            ["> reversed"] = thing => 20 > thing.Number,
            ["> of a nullable"] = thing => thing.Other > 1,
            ["! > of a nullable"] = thing => !(thing.Other > 1),
            ["has value"] = thing => thing.Other.HasValue,
            ["value"] = thing => thing.Other.HasValue && thing.Other.Value == 1,
            ["wider"] = thing => thing.Number > 15.5,
            ["fraction"] = thing => thing.Fraction >= 0.5,
            ["bool"] = thing => thing.Truth,
            ["! bool"] = thing => !thing.Truth,
            ["bool == false"] = thing => thing.Truth == false,
            ["and"] = thing => thing.Truth && thing.Text == "foo",
            ["or"] = thing => thing.Truth || thing.Number == 20,
            ["not and"] = thing => !(thing.Truth && thing.Text == "foo"),
            ["not or"] = thing => !(thing.Truth || thing.Number == 20),
            ["and in or"] = thing => (thing.Truth && thing.Text == "foo") || thing.Number == 30,
            ["or in and"] = thing => (thing.Number == 10 || thing.Number == 20) && thing.Text == "foo",
            ["date"] = thing => thing.Day >= new DateTime(2024, 2, 1, 0, 0, 0, DateTimeKind.Utc),
            ["date range"] = thing => thing.Day > new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc) && thing.Day < new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc),
            ["key"] = thing => thing.Id == "b",
            ["key in"] = thing => new[] { "b", "e", "no" }.Contains(thing.Id),
            ["in array"] = thing => new[] { 10, 30 }.Contains(thing.Number),
            ["in captured"] = thing => wanted.Contains(thing.Text) || list.Contains(thing.Text!) || thing.Number == 10,
            ["in with null"] = thing => some.Contains(thing.Text),
            ["enumerable contains"] = thing => Enumerable.Contains(thing.Tags!, "y"),
            ["list has"] = thing => thing.Tags!.Contains("x"),
            ["list of list has"] = thing => thing.Sizes!.Contains(38),
            ["any"] = thing => thing.Tags!.Any(),
            ["any =="] = thing => thing.Tags!.Any(tag => tag == "x"),
            ["any reversed"] = thing => thing.Tags!.Any(tag => "x" == tag),
            ["any or"] = thing => thing.Tags!.Any(tag => tag == "x" || tag == "z"),
            ["any in"] = thing => thing.Tags!.Any(tag => wanted.Contains(tag)),
            ["any in list"] = thing => thing.Tags!.Any(tag => list.Contains(tag)),
            ["any inline"] = thing => thing.Tags!.Any(tag => new[] { "z", "no" }.Contains(tag)),
            ["not any"] = thing => !thing.Tags!.Any(tag => tag == "x"),
        };
    }

    public sealed class Thing
    {
        [VectorStoreKey]
        public string Id { get; set; } = "";

        [VectorStoreData(IsIndexed = true)]
        public string? Text { get; set; }

        [VectorStoreData(IsIndexed = true)]
        public int Number { get; set; }

        [VectorStoreData(IsIndexed = true)]
        public int? Other { get; set; }

        [VectorStoreData(IsIndexed = true)]
        public float Fraction { get; set; }

        [VectorStoreData(IsIndexed = true)]
        public bool Truth { get; set; }

        [VectorStoreData(IsIndexed = true)]
        public DateTime Day { get; set; }

        [VectorStoreData(IsIndexed = true)]
        public string[]? Tags { get; set; }

        [VectorStoreData(IsIndexed = true)]
        public List<int>? Sizes { get; set; }

        [VectorStoreData]
        public string? Note { get; set; }

        [VectorStoreVector(2)]
        public ReadOnlyMemory<float> Look { get; set; }
    }

    public sealed class Filled : IAsyncLifetime
    {
        private OpenedStore opened = null!;

        public static Thing[] All { get; } =
        [
            new() { Id = "a", Text = "foo", Number = 10, Other = 1, Fraction = 0.25f, Truth = true, Day = Month(1), Tags = ["x", "y"], Sizes = [36, 38], Look = new float[] { 1, 0 } },
            new() { Id = "b", Text = "bar", Number = 20, Other = null, Fraction = 0.5f, Truth = false, Day = Month(2), Tags = ["y"], Sizes = [40], Look = new float[] { 1, 1 } },
            new() { Id = "c", Text = "", Number = 30, Other = 2, Fraction = 1.5f, Truth = true, Day = Month(3), Tags = [], Sizes = [], Look = new float[] { 0, 1 } },
            new() { Id = "d", Text = "foo", Number = 40, Other = 3, Fraction = 0.1f, Truth = true, Day = Month(4), Tags = ["z"], Sizes = [38], Note = "n", Look = new float[] { -1, 1 } },
            new() { Id = "e", Text = null, Number = -5, Other = null, Fraction = -1, Truth = false, Day = Month(5), Tags = ["x", "z"], Sizes = [], Look = new float[] { -1, 0 } },
            new() { Id = "f", Text = "\0", Number = 50, Other = 1, Fraction = 3, Truth = false, Day = Month(6), Tags = ["w"], Sizes = [44], Look = new float[] { 2, 0 } },
        ];

        public VectorStoreCollection<string, Thing> Things { get; private set; } = null!;

        public VectorStoreCollection<object, Dictionary<string, object?>> Dynamic { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            opened = new OpenedStore();
            Things = await opened.MadeAsync<string, Thing>("things");
            await Things.UpsertAsync(All);
            Dynamic = opened.Store.GetDynamicCollection("things", new VectorStoreCollectionDefinition
            {
                Properties =
                [
                    new VectorStoreKeyProperty("Id", typeof(string)),
                    new VectorStoreDataProperty("Text", typeof(string)) { IsIndexed = true },
                    new VectorStoreDataProperty("Number", typeof(int)) { IsIndexed = true },
                    new VectorStoreDataProperty("Other", typeof(int?)) { IsIndexed = true },
                    new VectorStoreDataProperty("Fraction", typeof(float)) { IsIndexed = true },
                    new VectorStoreDataProperty("Truth", typeof(bool)) { IsIndexed = true },
                    new VectorStoreDataProperty("Day", typeof(DateTime)) { IsIndexed = true },
                    new VectorStoreDataProperty("Tags", typeof(string[])) { IsIndexed = true },
                    new VectorStoreDataProperty("Sizes", typeof(List<int>)) { IsIndexed = true },
                    new VectorStoreVectorProperty("Look", typeof(ReadOnlyMemory<float>), 2),
                ],
            });
        }

        public ValueTask DisposeAsync()
        {
            opened.Dispose();
            return ValueTask.CompletedTask;
        }

        private static DateTime Month(int month) => new(2024, month, 1, 0, 0, 0, DateTimeKind.Utc);
    }
}
