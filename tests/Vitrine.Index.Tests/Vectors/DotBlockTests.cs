namespace Vitrine.Index.Tests.Vectors;

/// <summary>The law of batches: a score is the same to the bit, whether its query came alone or with others.</summary>
public sealed class DotBlockTests
{
    public static IEnumerable<TheoryDataRow<VectorFormat, SimdLevel>> Kernels => VectorSetTests.Kernels;

    [Theory, MemberData(nameof(Kernels))]
    public void SearchBatch_AnyNumbers_HasTheHitsOfEachQueryAlone(VectorFormat format, SimdLevel level)
    {
        var random = new Random(5);
        foreach (var (count, dimensions, queries) in new[] { (1, 5, 4), (2, 64, 5), (3, 32, 7), (100, 96, 4), (301, 256, 9), (1000, 33, 70), (7, 1024, 12), (0, 8, 4) })
        {
            var set = VectorSet.FromRows(Seeded.Vectors(random, count, dimensions), dimensions, format, level);
            var asked = Seeded.Vectors(random, queries, dimensions);
            var filter = RowSet.Where(count, row => row % 3 != 1);
            foreach (var passing in new[] { null, filter })
            {
                var together = set.SearchBatch(asked, 8, passing);
                for (var q = 0; q < queries; q++)
                    Assert.Equal(set.Search(asked.AsSpan(q * dimensions, dimensions), 8, passing), together[q]);
            }
        }
    }

    [Fact]
    public unsafe void Single_WidestBlock_IsTheWidestKernel()
    {
        // Runs on every processor, if slowly.
        var (block, kernel, random) = (new DotBlock512(), new DotKernel512(), new Random(6));
        var asked = stackalloc float*[4];
        foreach (var length in new[] { 32, 64, 96, 256, 352 })
        {
            var (rows, queries, products) = (Seeded.Vectors(random, 3, length), Seeded.Vectors(random, 4, length), new float[12]);
            fixed (float* row = rows, query = queries, product = products)
            {
                for (var q = 0; q < 4; q++)
                    asked[q] = query + q * length;
                block.Single((byte*)row, length * sizeof(float), asked, length, product, 3);
                for (var pair = 0; pair < 12; pair++)
                    Assert.Equal(kernel.Single(row + pair % 3 * length, asked[pair / 3], length), products[pair]);
            }
        }
    }
}
