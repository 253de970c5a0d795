namespace Vitrine.Index.Tests.Vectors;

/// <summary>The law of batches: a score is the same to the bit, whether its query came alone or with others.</summary>
public sealed class VectorBatchTests
{
    public static IEnumerable<TheoryDataRow<VectorFormat, SimdLevel>> Kernels => VectorSetTests.Kernels;

    [Theory, MemberData(nameof(Kernels))]
    public void SearchBatch_AnyNumbers_HasTheHitsOfEachQueryAlone(VectorFormat format, SimdLevel level)
    {
        var random = new Random(5);
        foreach (var (count, dimensions, queries) in new[] { (1, 5, 4), (2, 64, 5), (3, 32, 7), (100, 96, 8), (301, 256, 9), (1000, 33, 70), (7, 1024, 12), (700, 300, 64), (0, 8, 9) })
        {
            var set = VectorSet.FromRows(Seeded.Vectors(random, count, dimensions), dimensions, format, level);
            foreach (var passing in new[] { null, RowSet.Where(count, row => row % 3 != 1) })
                AssertAlone(set, Seeded.Vectors(random, queries, dimensions), passing);
        }
    }

    // Products overflow, squares vanish, and all is equal: what is told of most rows early must hold here too.
    [Theory]
    [InlineData(1e30f, 1e30f)]
    [InlineData(3e38f, 1f)]
    [InlineData(1e-30f, 1e30f)]
    [InlineData(1e-38f, 1e-3f)]
    [InlineData(1e-44f, 1e20f)]
    [InlineData(1e19f, 1e-19f)]
    public void SearchBatch_NumbersOfAnyMagnitude_HasTheHitsOfEachQueryAlone(float ofRows, float ofQueries)
    {
        var random = new Random(6);
        foreach (var format in Enum.GetValues<VectorFormat>())
        {
            float[] rows = [.. Seeded.Vectors(random, 400, 40).Select(number => 0.1f * number * ofRows)];
            float[] queries = [.. Seeded.Vectors(random, 20, 40).Select(number => 0.1f * number * ofQueries)];
            AssertAlone(VectorSet.FromRows(rows, 40, format), queries, null);
        }
    }

    [Theory]
    [InlineData(VectorFormat.Float32)]
    [InlineData(VectorFormat.Float16)]
    public void SearchBatch_EqualRowsAndQueriesOfZeros_HasTheHitsOfEachQueryAlone(VectorFormat format)
    {
        var random = new Random(7);
        var rows = Seeded.Vectors(random, 600, 48);
        for (var row = 0; row < 600; row++)
            rows.AsSpan(row % 5 * 48, 48).CopyTo(rows.AsSpan(row * 48)); // five, again and again
        rows.AsSpan(48 * 100, 48 * 50).Clear();
        var queries = Seeded.Vectors(random, 18, 48);
        queries.AsSpan(48 * 3, 48).Clear();
        AssertAlone(VectorSet.FromRows(rows, 48, format), queries, null);
        AssertAlone(VectorSet.FromRows(new float[48 * 600], 48, format), queries, null);
    }

    [Theory]
    [InlineData(256)]
    [InlineData(512)]
    public unsafe void Multiply_AnyCountAndLength_AddsTheProducts(int bits)
    {
        // The widest runs on every processor, if slowly.
        PanelKernel kernel = bits == 256 ? new PanelKernel256() : new PanelKernel512();
        var random = new Random(8);
        foreach (var count in Enumerable.Range(1, 2 * kernel.Rows + 1))
        {
            var (length, places) = (13 * count % 40 + 1, kernel.Width + 3);
            var (rows, panel) = (Seeded.Vectors(random, count, 64), Seeded.Vectors(random, length, kernel.Width));
            var products = new float[count * places];
            fixed (float* row = rows, query = panel, product = products)
            {
                kernel.Multiply(row, 64, count, query, length, product, places, adds: false);
                kernel.Multiply(row, 64, count, query, length, product, places, adds: true);
            }

            for (var i = 0; i < products.Length; i++)
            {
                var (row, query) = Math.DivRem(i, places);
                var expected = query >= kernel.Width ? 0 : 2 * Enumerable.Range(0, length).Sum(n => (double)rows[row * 64 + n] * panel[n * kernel.Width + query]);
                Assert.Equal(expected, products[i], 1e-4);
            }
        }
    }

    private static void AssertAlone(VectorSet set, float[] queries, RowSet? passing)
    {
        var together = set.SearchBatch(queries, 8, passing);
        for (var q = 0; q < together.Length; q++)
            Assert.Equal(set.Search(queries.AsSpan(q * set.Dimensions, set.Dimensions), 8, passing), together[q]);
    }
}
