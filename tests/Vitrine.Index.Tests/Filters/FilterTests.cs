using Vitrine.Index.Tests.Laws;

namespace Vitrine.Index.Tests.Filters;

/// <summary>The law of filters in each segment: what passes is what passes in a loop over the items.</summary>
public sealed class FilterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private FolderIndexes Indexes => new(folder.FullName);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(1, 1, 60)] // one segment of one word
    [InlineData(2, 12, 3000)] // several, by commits and by full memory
    [InlineData(3, 30, 600)] // merged and half deleted ones
    public void Filter_RandomTrees_PassWhatALoopPasses(int seed, int commits, int items)
    {
        using var shelf = new Shelf(Indexes, seed, commits, items);
        Assert.Equal(shelf.Items.Count, shelf.Snapshot.Count);
        for (var trial = 0; trial < 400; trial++)
        {
            var (filter, passes) = shelf.NextFilter(trial % 4);
            Assert.Equal(shelf.Items.Values.Where(passes).Select(item => item.Id).Order(StringComparer.Ordinal), Passing(shelf.Embedded, filter, steps: null).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Filter_EveryWay_IsTakenWhereItPays()
    {
        using var shelf = new Shelf(Indexes, 4, 1, 5000);
        Assert.Equal(["positions"], Ways(Filter.Equal("serial", 7)));
        Assert.Equal(["entries"], Ways(Filter.Exists("colour")));
        Assert.Equal(["positions"], Ways(Filter.Exists("sizes")));
        Assert.Equal(["positions", "candidates"], Ways(Filter.Exists("colour") & Filter.Equal("serial", 7)));
        Assert.Equal(["positions", "candidates"], Ways(Filter.Equal("sizes", "3") & Filter.Equal("serial", 7)));
        Assert.Equal(["entries", "entries"], Ways(Filter.Exists("colour") & !Filter.Equal("colour", "red")));

        string[] Ways(Filter filter)
        {
            var steps = new List<FilterStep>();
            Passing(shelf.Embedded, filter, steps);
            return [.. steps.Take(steps.Count / shelf.Embedded.Segments.Count).Select(step => step.Way)];
        }
    }

    [Fact]
    public void FieldOf_RandomItems_IsWhatWasPut()
    {
        using var shelf = new Shelf(Indexes, 5, 20, 500);
        foreach (var item in shelf.Items.Values)
        {
            Assert.Equal(item.Group, shelf.Embedded.GroupOf(item.Id));
            foreach (var field in Shelf.Schema.Fields)
                Assert.Equal(item[field.Name], shelf.Embedded.FieldOf(item.Id, field.Name));
        }

        Assert.Contains("no field 'color'; this index has 'colour', 'sizes'", Assert.Throws<ArgumentException>(() => shelf.Embedded.FieldOf("item-1", "color")).Message);
    }

    [Fact]
    public void Bind_WhatDoesNotFit_SaysWhy()
    {
        Assert.Contains("no field 'color'; this index has 'colour'", Refused(Filter.Equal("color", "red")));
        Assert.Contains("no field 'color'", Refused(Filter.All(Filter.Exists("colour"), !Filter.Exists("color"))));
        Assert.Contains("The filter has the number '5' for the field 'colour', which holds a text", Refused(Filter.Equal("colour", 5)));
        Assert.Contains("The filter has the texts 'a > b' for the field 'sizes', which holds texts", Refused(Filter.Equal("sizes", new[] { "a", "b" })));
        Assert.Contains("The filter has NaN in the field 'price'", Refused(Filter.Range("price", double.NaN)));
        Assert.Contains("range of the field 'colour', which holds a text; expected one of numbers or dates", Refused(Filter.Range("colour", "a", "b")));
        Assert.Contains("has the date '2026-01-01' for the field 'price'", Refused(Filter.Range("price", new DateOnly(2026, 1, 1))));
        Assert.Contains("branch of the field 'colour', which holds a text; expected one of paths", Refused(Filter.Branch("colour", "red")));
        Assert.Contains("path of 0 names", Refused(Filter.Branch("category")));

        static string Refused(Filter filter) => Assert.Throws<ArgumentException>(() => filter.Bind(Shelf.Schema)).Message;
    }

    [Fact]
    public void ToString_OfATree_ReadsAsASentence() => Assert.Equal(
        "(colour in {red, blue} and (price in [1.5, ∞) or not category under men > shirts) and has sizes)",
        Filter.All(Filter.In("colour", "red", "blue"), Filter.Range("price", 1.5) | !Filter.Branch("category", "men", "shirts"), Filter.Exists("sizes")).ToString());

    private static List<string> Passing(IndexSnapshot snapshot, Filter filter, List<FilterStep>? steps)
    {
        var ids = new List<string>();
        var bound = filter.Bind(snapshot.Schema);
        foreach (var (segment, deleted) in snapshot.Segments)
        {
            using var set = bound.Evaluate(segment, steps);
            Assert.InRange(set.Count, 0, segment.Count);
            foreach (var position in set)
            {
                if (!deleted.Contains(position))
                    ids.Add(segment.Ids[position]);
            }
        }

        return ids;
    }
}
