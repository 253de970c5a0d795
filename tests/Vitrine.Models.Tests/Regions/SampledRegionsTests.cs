using Vitrine.Models.Contract;
using Vitrine.Models.Regions;
using Vitrine.Tensors;

namespace Vitrine.Models.Tests.Regions;

public class SampledRegionsTests
{
    [Theory]
    [InlineData(5, 0.5f, 2)]
    [InlineData(17, 0.5f, 8)]
    [InlineData(5, 0.1f, 1)]
    [InlineData(1, 0.5f, 1)]
    [InlineData(4, 1, 4)]
    public void CountOf_AShare_IsRoundedAndAtLeastOne(int regions, float share, int expected)
    {
        var sampled = new SampledRegions(new Numbered(regions), share, new RandomSource(1));
        Assert.Equal(expected, sampled.CountOf(0));
        Assert.Equal(expected, sampled.MaxRegions);
    }

    [Fact]
    public void Read_Often_TakesEveryRegionEquallyOftenAndNoneTwice()
    {
        const int Regions = 6, Draws = 6000;
        var sampled = new SampledRegions(new Numbered(Regions), 0.5f, new RandomSource(2));
        var row = new float[(Regions + 1) * 2];
        var (seen, subsets) = (new int[Regions], new HashSet<string>());
        for (var draw = 0; draw < Draws; draw++)
        {
            Array.Fill(row, float.NaN);
            sampled.Read(7, row);
            int[] taken = [.. Enumerable.Range(0, 3).Select(i => (int)row[2 * i])];
            Assert.Equal(taken.Distinct().Order(), taken);
            Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(700 + taken[i], row[2 * i + 1]));
            Assert.All(row[6..], value => Assert.Equal(0, value));
            foreach (var region in taken)
                seen[region]++;
            subsets.Add(string.Join(',', taken));
        }

        Assert.Equal(20, subsets.Count); // 6 over 3
        Assert.All(seen, count => Assert.InRange(count, Draws / 2 - 200, Draws / 2 + 200)); // five standard deviations
    }

    /// <summary>Region i of item n is (i, 100 n + i).</summary>
    private sealed class Numbered(int regions) : IRegionSource
    {
        public int Dimensions => 2;

        public int MaxRegions => regions;

        public int CountOf(int item) => regions;

        public void Read(int item, Span<float> destination)
        {
            for (var region = 0; region < regions; region++)
                (destination[2 * region], destination[2 * region + 1]) = (region, 100 * item + region);
            destination[(2 * regions)..].Clear();
        }
    }
}
