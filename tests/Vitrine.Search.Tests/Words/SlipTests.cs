using Vitrine.Search.Words;

namespace Vitrine.Search.Tests.Words;

/// <summary>How far a slip takes a word.</summary>
public sealed class SlipTests
{
    [Theory]
    [InlineData("dress", "dress", 0)]
    [InlineData("drses", "dress", 1)]
    [InlineData("rdess", "dress", 1)]
    [InlineData("fress", "dress", 1)]
    [InlineData("dres", "dress", 1)]
    [InlineData("dreess", "dress", 1)]
    [InlineData("ress", "dress", 1)]
    [InlineData("drsse", "dress", 2)]
    [InlineData("dss", "dress", 2)]
    [InlineData("hat", "dress", 3)]
    public void Cost_OfASlip_IsItsEdits(string typed, string meant, int edits)
    {
        var cost = Slip.Cost(typed, meant, 2);
        if (edits <= 2)
            Assert.Equal(edits, Slip.Edits(cost));
        else
            Assert.Equal(float.PositiveInfinity, cost);
    }

    [Fact]
    public void Cost_OfAnyTwoWords_HasTheEditsOfTheDefinition()
    {
        var random = new Random(4);
        for (var i = 0; i < 5000; i++)
        {
            var (one, other) = (Word(random), Word(random));
            var (cost, edits) = (Slip.Cost(one, other, 2), Definition(one, other));
            Assert.Equal(edits, cost > 2.5f ? Math.Max(3, edits) : Slip.Edits(cost));
        }
    }

    [Theory]
    [InlineData("drsss", "drxss")]
    [InlineData("drses", "drezz")]
    [InlineData("dreess", "dreoss")]
    [InlineData("drwss", "fress")]
    public void Cost_LikelySlip_IsLessThanOfAnother(string likely, string other) =>
        Assert.True(Slip.Cost(likely, "dress", 2) < Slip.Cost(other, "dress", 2));

    private static string Word(Random random) => string.Concat(random.GetItems<char>(['a', 's', 'k'], random.Next(1, 6)));

    // Optimal string alignment, from its recurrence.
    private static int Definition(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0)
            return one.Length + other.Length;
        var least = Math.Min(Definition(one[..^1], other), Definition(one, other[..^1])) + 1;
        least = Math.Min(least, Definition(one[..^1], other[..^1]) + (one[^1] == other[^1] ? 0 : 1));
        return one.Length > 1 && other.Length > 1 && one[^1] == other[^2] && one[^2] == other[^1] ? Math.Min(least, Definition(one[..^2], other[..^2]) + 1) : least;
    }
}
