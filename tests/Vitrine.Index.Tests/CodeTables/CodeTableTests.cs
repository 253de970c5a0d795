namespace Vitrine.Index.Tests.CodeTables;

/// <summary>The law of tables: they offer what a loop over all codes finds, each once.</summary>
public sealed class CodeTableTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<int[], int, int> Layouts => new()
    {
        { [16, 48], 3000, 20 }, { [9, 20], 2000, 6 }, { [64], 1500, 10 }, { [7], 500, 4 }, { [10, 30, 100], 2500, 30 }, { [70, 58], 2000, 10 }, { [32, 32, 64], 70, 1 },
    };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Run_EachRoad_FindsWhatALoopFinds(int[] layers, int count, int clusters)
    {
        var layout = new CodeLayout(layers);
        var random = new Random(layout.Bits);
        var (rows, queries) = Clustered(random, layout, count, clusters);
        var codes = CodeSet.FromRows(rows, layout);
        using var tables = CodeTableBuilder.Build(codes, Stop).Opened([], Simd.Level);
        var complete = 0;
        foreach (var table in new CodeTable?[] { tables.Branches, tables.MultiIndex }.OfType<CodeTable>())
        {
            for (var q = 0; q < queries.Length / layout.Words; q++)
            {
                var query = queries.AsSpan(q * layout.Words, layout.Words).ToArray();
                var passing = q % 3 == 0 ? Words(random, count) : [];
                var expected = Enumerable.Range(0, count).Where(i => passing.Length == 0 || (passing[i / 64] >> i % 64 & 1) != 0)
                    .Select(i => new CodeHit(i, Seeded.Distance(codes.Code(i), query, 0, layout.Bits))).OrderBy(hit => hit.Distance).ThenBy(hit => hit.Row).ToArray();
                foreach (var (k, radius) in new[] { (1, (int?)null), (10, null), (count, 0), (count, 1), (count, 5), (3, layout.Bits / 8) })
                {
                    var sink = new NearestCodes(k, radius);
                    // Half of the searches may take as long as they like.
                    var isComplete = table.Run(query, passing, sink, q % 2 == 0 ? long.MaxValue : table.Most, Stop).IsComplete;
                    Assert.True(isComplete || q % 2 == 1);
                    if (!isComplete)
                        continue;
                    complete++;
                    if (radius is { } most)
                        Assert.Equal(expected.Count(hit => hit.Distance <= most), sink.Taken);
                    Assert.Equal(expected.Where(hit => radius is null || hit.Distance <= radius).Take(k), sink.Hits());
                }
            }
        }

        Assert.True(complete >= 36, $"{complete} searches of {layout.Bits} bits were answered by tables.");
    }

    [Fact]
    public void Run_CodesWithoutOrder_GivesUp()
    {
        var layout = new CodeLayout(128);
        var codes = CodeSet.FromRows(Seeded.Codes(new Random(1), 2000, 128), layout);
        using var tables = CodeTableBuilder.Build(codes, Stop).Opened([], Simd.Level);
        Assert.Null(tables.Branches);
        Assert.False(tables.MultiIndex.Run(Seeded.Codes(new Random(2), 1, 128), [], new NearestCodes(10, null), tables.MultiIndex.Most, Stop).IsComplete);
    }

    [Fact]
    public void Deal_BitsOfAllParts_AreTheBitsOfTheCode()
    {
        var layout = new CodeLayout(20, 81);
        var (a, b) = (Seeded.Codes(new Random(3), 1, 101), Seeded.Codes(new Random(4), 1, 101));
        foreach (var count in new[] { 1, 4, 7, 101 })
        {
            var parts = CodePart.Deal(layout, count);
            Assert.Equal(101, parts.Sum(part => part.Bits));
            Assert.Equal(layout.LayerDistances(a, b).Sum(), parts.Sum(part => part.Distance(a, b)));
            if (count >= 4)
                Assert.All(parts, part => Assert.Equal(part.Distance(a, b), System.Numerics.BitOperations.PopCount(part.KeyOf(a) ^ part.KeyOf(b))));
        }
    }

    [Fact]
    public void For_MeasuredSteps_TakesTheFastestThatFindsAsMuch()
    {
        var codes = CodeSet.FromRows(new ulong[2000], new CodeLayout(16, 48));
        using var tables = CodeTableBuilder.Build(codes, Stop).Opened(
            [Step(CodeRoad.Scan, 10, -1, 1), Step(CodeRoad.Branches, 10, -1, 0.5), Step(CodeRoad.Branches, 0, 4, 0.7), Step(CodeRoad.MultiIndex, 10, -1, 0.2), Step(CodeRoad.MultiIndex, 100, -1, 0.6), Step(CodeRoad.MultiIndex, 0, 2, 0.1)],
            Simd.Level);
        Assert.Equal((CodeRoad.MultiIndex, 0.2), Plan(10, null));
        Assert.Equal((CodeRoad.MultiIndex, 0.6), Plan(11, null));
        Assert.Equal((CodeRoad.Scan, 1), Plan(101, null));
        Assert.Equal((CodeRoad.MultiIndex, 0.1), Plan(5000, 2)); // a radius says more than k
        Assert.Equal((CodeRoad.Branches, 0.7), Plan(10, 3));
        Assert.Equal((CodeRoad.Scan, 1), Plan(10, 5));
        Assert.Equal((CodeRoad.MultiIndex, 0.6), Plan(10, null, passing: 0.2)); // ten that pass are among the fifty nearest
        Assert.Equal(CodeRoad.Scan, Plan(1, null, passing: 0.001).Road); // two items are read, whatever they are
        Assert.Equal((CodeRoad.Branches, 0.5), Plan(10, null, CodeRoad.Branches));
        Assert.Equal((CodeRoad.Branches, 0), Plan(10, 40, CodeRoad.Branches));

        static CodeStep Step(CodeRoad road, int k, int radius, double ms) => new((int)road, k, radius, 1, 7, ms);
        (CodeRoad Road, double Ms) Plan(int k, int? radius, CodeRoad wanted = CodeRoad.Faster, double passing = 1) =>
            CodePlan.For(tables, k, radius, wanted, passing) is var plan ? (plan.Road, plan.ExpectedMs) : default;
    }

    /// <summary>Codes near some centres, and queries near the same; the coarsest layer differs seldom.</summary>
    private static (ulong[] Codes, ulong[] Queries) Clustered(Random random, CodeLayout layout, int count, int clusters)
    {
        var centres = Seeded.Codes(random, clusters, layout.Bits);
        return (Draw(count), Draw(12));

        ulong[] Draw(int wanted)
        {
            var codes = new ulong[wanted * layout.Words];
            for (var row = 0; row < wanted; row++)
            {
                var code = codes.AsSpan(row * layout.Words, layout.Words);
                centres.AsSpan(random.Next(clusters) * layout.Words, layout.Words).CopyTo(code);
                for (var flip = random.Next(1 + layout.Bits / 12); flip > 0; flip--)
                {
                    var coarse = layout.BitsPerLayer.Count == 1 || random.Next(60) == 0 ? 0 : layout.BitsPerLayer[0];
                    var bit = coarse + random.Next(layout.Bits - coarse);
                    code[bit / 64] ^= 1UL << bit % 64;
                }
            }

            return codes;
        }
    }

    private static ulong[] Words(Random random, int count)
    {
        var words = Seeded.Codes(random, 1, (count + 63) / 64 * 64);
        if (count % 64 != 0)
            words[^1] &= (1UL << count % 64) - 1;
        return words;
    }
}
