namespace Vitrine.Catalogue.Tests.Splits;

public class SplitRuleTests
{
    [Fact]
    public void PartOf_ManyGroups_IsEightyFiveFifteenInTheWholeAndInASample()
    {
        var keys = Enumerable.Range(0, 400_000).Select(i => GroupKey.Of($"group {i}")).ToArray();
        GroupKey[] quarter = [.. keys.Where(key => SplitRule.IsInSample(key, 4))];
        // Four standard deviations of a binomial share: at n = 400,000 and p = 0.25 this is 0.28 %.
        Assert.InRange(quarter.Length, 98_900, 101_100);
        foreach (var some in (GroupKey[][])[keys, quarter])
        {
            var parts = some.CountBy(SplitRule.PartOf).ToDictionary();
            // At n = 100,000, 0.51 % for 80 % and 15 %, 0.28 % for 5 %.
            Assert.InRange((double)parts[Part.Train] / some.Length, .7949, .8051);
            Assert.InRange((double)parts[Part.Validation] / some.Length, .0472, .0528);
            Assert.InRange((double)parts[Part.Test] / some.Length, .1455, .1545);
        }
    }

    [Theory]
    [InlineData("nike men t shirt", Part.Test)]
    [InlineData("", Part.Train)]
    public void PartOf_AGroup_NeverChanges(string group, Part part) => Assert.Equal(part, SplitRule.PartOf(GroupKey.Of(group)));

    [Fact]
    public void SmallestOf_AComponent_DoesNotDependOnTheOrderOfJoining()
    {
        GroupKey[] keys = [.. Enumerable.Range(0, 60).Select(i => GroupKey.Of($"group {i}"))];
        var random = new Random(3);
        var joins = Enumerable.Range(0, 40).Select(_ => (A: random.Next(60), B: random.Next(60))).ToArray();
        int[]? expected = null;
        for (var round = 0; round < 20; round++)
        {
            var sets = new DisjointSets(keys);
            foreach (var (a, b) in joins)
                sets.Join(a, b);
            int[] roots = [.. Enumerable.Range(0, 60).Select(sets.RootOf)];
            expected ??= roots;
            Assert.Equal(expected, roots);
            Assert.All(Enumerable.Range(0, 60), group => Assert.False(keys[group] < keys[roots[group]]));
            random.Shuffle(joins);
        }

        // Whoever was joined is together.
        Assert.All(joins, join => Assert.Equal(expected![join.A], expected[join.B]));
    }
}
