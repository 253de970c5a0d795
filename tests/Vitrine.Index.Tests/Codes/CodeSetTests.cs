namespace Vitrine.Index.Tests.Codes;

public class CodeSetTests
{
    public static IEnumerable<TheoryDataRow<SimdLevel>> Levels => Seeded.Levels;

    [Theory, MemberData(nameof(Levels))]
    public void Distances_EveryBitCountTo512_EqualNaiveLoop(SimdLevel level)
    {
        var random = new Random(1);
        int[] counts = [0, 1, 7, 8, 9, 31, 97, 257];
        for (var bits = 1; bits <= 512; bits++)
            CheckDistances(random, counts[bits % counts.Length], bits, level);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Distances_AnyCount_EqualNaiveLoop(SimdLevel level)
    {
        var random = new Random(2);
        for (var count = 0; count <= 70; count++)
            CheckDistances(random, count, 1 + random.Next(512), level);
        CheckDistances(random, 10_007, 64, level);
        CheckDistances(random, 4_099, 129, level);
        CheckDistances(random, 100, CodeLayout.MaxBits, level);
    }

    private static void CheckDistances(Random random, int count, int bits, SimdLevel level)
    {
        var layout = new CodeLayout(bits);
        var codes = Seeded.Codes(random, count, bits);
        var query = Seeded.Codes(random, 1, bits);
        var distances = new ushort[count];
        CodeSet.FromRows(codes, layout, level).Distances(query, distances);
        for (var row = 0; row < count; row++)
            Assert.Equal(Seeded.Distance(codes.AsSpan(row * layout.Words, layout.Words), query, 0, bits), distances[row]);
    }

    [Theory, MemberData(nameof(Levels))]
    public void Distances_AllBitsDiffer_CountsEveryBit(SimdLevel level)
    {
        var codes = new ulong[31 * 9];
        Array.Fill(codes, ulong.MaxValue);
        var distances = new ushort[9];
        CodeSet.FromRows(codes, new CodeLayout(CodeLayout.MaxBits), level).Distances(new ulong[31], distances);
        Assert.All(distances, d => Assert.Equal(CodeLayout.MaxBits, d));
    }

    [Theory, MemberData(nameof(Levels))]
    public void Search_RandomCodesWithTies_EqualsSortByDistanceThenRow(SimdLevel level)
    {
        var random = new Random(3);
        // Few bits make many ties; counts around the chunk of 2,048 rows and the group of 64 catch their seams.
        foreach (var count in new[] { 0, 1, 2, 63, 64, 65, 1000, 2047, 2048, 2049, 5003 })
        {
            foreach (var bits in new[] { 3, 12, 64, 100 })
            {
                foreach (var k in new[] { 0, 1, 10, 100, 10_000 })
                {
                    var codes = Seeded.Codes(random, count, bits);
                    var query = Seeded.Codes(random, 1, bits);
                    var filter = k % 3 == 1 ? RowSet.Where(count, row => row % 3 == 0) : null;
                    var set = CodeSet.FromRows(codes, new CodeLayout(bits), level);
                    Assert.Equal(Naive(codes, query, count, bits, k, filter), set.Search(query, k, filter));
                }
            }
        }
    }

    private static IEnumerable<CodeHit> Naive(ulong[] codes, ulong[] query, int count, int bits, int k, RowSet? filter) =>
        Enumerable.Range(0, count)
            .Where(row => filter is null || filter.Contains(row))
            .Select(row => new CodeHit(row, Seeded.Distance(codes.AsSpan(row * query.Length, query.Length), query, 0, bits)))
            .OrderBy(hit => hit.Distance).ThenBy(hit => hit.Row).Take(k);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SearchBatch_ManyQueries_EqualsSingleSearches(int threads)
    {
        var random = new Random(4);
        var set = CodeSet.FromRows(Seeded.Codes(random, 3001, 70), new CodeLayout(30, 40));
        var queries = Seeded.Codes(random, 75, 70);
        var batch = set.SearchBatch(queries, 20, threads: threads);
        Assert.Equal(75, batch.Length);
        for (var q = 0; q < batch.Length; q++)
            Assert.Equal(set.Search(queries.AsSpan(2 * q, 2), 20), batch[q]);
    }

    [Fact]
    public void SearchBatch_Cancelled_Throws()
    {
        var set = CodeSet.FromRows(new ulong[100], new CodeLayout(8));
        Assert.Throws<OperationCanceledException>(() => set.SearchBatch(new ulong[10], 1, cancellation: new CancellationToken(true)));
    }

    [Fact]
    public void Code_RoundTrip_GivesTheRowBack()
    {
        var codes = Seeded.Codes(new Random(5), 13, 150);
        var set = CodeSet.FromRows(codes, new CodeLayout(150));
        for (var row = 0; row < 13; row++)
            Assert.Equal(codes.AsSpan(3 * row, 3).ToArray(), set.Code(row));
    }

    [Fact]
    public void FromRows_BitsBeyondTheEnd_Throws()
    {
        var problem = Assert.Throws<ArgumentException>(() => CodeSet.FromRows([1UL << 20], new CodeLayout(20)));
        Assert.Contains("beyond its 20 bits", problem.Message);
    }

    [Fact]
    public void Search_QueryOfOtherLength_Throws()
    {
        var set = CodeSet.FromRows(new ulong[4], new CodeLayout(100));
        Assert.Contains("100 bits need 2", Assert.Throws<ArgumentException>(() => set.Search(new ulong[1], 1)).Message);
    }
}
