namespace Vitrine.Index.Tests.Vectors;

public class VectorSetTests
{
    private static readonly int[] Sizes = [1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 300, 1024];

    public static IEnumerable<TheoryDataRow<SimdLevel>> Levels => Seeded.Levels;

    public static IEnumerable<TheoryDataRow<VectorFormat, SimdLevel>> Kernels =>
        from format in Enum.GetValues<VectorFormat>()
        from level in Simd.Supported
        select new TheoryDataRow<VectorFormat, SimdLevel>(format, level);

    [Theory, MemberData(nameof(Kernels))]
    public void Scores_AnyDimensions_WithinRoundingOfTheFormat(VectorFormat format, SimdLevel level)
    {
        var random = new Random(1);
        foreach (var dimensions in Sizes)
        {
            var vectors = Seeded.Vectors(random, 7, dimensions);
            var query = Seeded.Vectors(random, 1, dimensions);
            var scores = new float[7];
            VectorSet.FromRows(vectors, dimensions, format, level).Scores(query, scores);
            for (var row = 0; row < 7; row++)
            {
                var vector = vectors.AsSpan(row * dimensions, dimensions);
                double exact = 0, magnitude = 0, queryMagnitude = 0, largest = 0;
                for (var i = 0; i < dimensions; i++)
                {
                    exact += (double)vector[i] * query[i];
                    magnitude += Math.Abs((double)vector[i] * query[i]);
                    queryMagnitude += Math.Abs(query[i]);
                    largest = Math.Max(largest, Math.Abs(vector[i]));
                }
                // Rounding of float32 sums grows at most with the number of terms; on top of it comes the documented storage error:
                // 2^-11 of each number for halves, half a step of largest/127 for bytes (and the query's own 1/16,000 and less).
                var tolerance = magnitude * dimensions * 6e-8 + format switch
                {
                    VectorFormat.Float16 => magnitude / 2048,
                    VectorFormat.Int8 => queryMagnitude * largest / 254 + magnitude / 1000 + queryMagnitude * largest / 16_000,
                    _ => 0,
                };
                Assert.InRange(scores[row], exact - tolerance - 1e-7, exact + tolerance + 1e-7);
            }
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Int8Scores_EveryKernel_EqualTheScalarOnesExactly(SimdLevel level)
    {
        var random = new Random(2);
        foreach (var dimensions in Sizes)
        {
            var vectors = Seeded.Vectors(random, 20, dimensions);
            var query = Seeded.Vectors(random, 1, dimensions);
            var scores = new float[20];
            var expected = new float[20];
            VectorSet.FromRows(vectors, dimensions, VectorFormat.Int8, level).Scores(query, scores);
            VectorSet.FromRows(vectors, dimensions, VectorFormat.Int8, SimdLevel.Scalar).Scores(query, expected);
            Assert.Equal(expected, scores);
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Int8Scores_LargestPossibleSum_DoesNotOverflow(SimdLevel level)
    {
        foreach (var dimensions in new[] { 32, 1024, 4096, 65_536 })
        {
            var ones = new float[dimensions];
            Array.Fill(ones, -1f);
            var scores = new float[1];
            VectorSet.FromRows(ones, dimensions, VectorFormat.Int8, level).Scores(ones, scores);
            Assert.Equal(dimensions, scores[0], dimensions * 1e-5);
        }
    }

    [Theory, MemberData(nameof(Levels))]
    public void Float16Scores_UnitQuery_ReadEveryHalfBack(SimdLevel level)
    {
        // A vector whose first number fixes the scale at 1, then halves of every exponent and sign, subnormals included.
        var halves = new List<float> { 32_000 };
        for (var bits = 0; bits < 0x7C00; bits += 97)
            halves.AddRange([(float)BitConverter.UInt16BitsToHalf((ushort)bits), -(float)BitConverter.UInt16BitsToHalf((ushort)bits)]);
        var kept = halves.Where(h => Math.Abs(h) <= 32_000).ToArray();
        var set = VectorSet.FromRows(kept, kept.Length, VectorFormat.Float16, level);
        for (var i = 0; i < kept.Length; i++)
        {
            var query = new float[kept.Length];
            query[i] = 1;
            var score = new float[1];
            set.Scores(query, score);
            Assert.Equal((float)(Half)kept[i], score[0]);
        }
    }

    [Theory]
    [InlineData(1e-38f)]
    [InlineData(1e-20f)]
    [InlineData(1e+15f)]
    [InlineData(3e+38f)]
    public void Float16Scores_AnyMagnitude_KeepElevenBits(float magnitude)
    {
        float[] vector = [magnitude, -magnitude / 3, magnitude / 7];
        var scores = new float[1];
        VectorSet.FromRows(vector, 3, VectorFormat.Float16).Scores([0, 0, 1], scores);
        Assert.Equal(1, scores[0] / vector[2], 1.0 / 2048);
    }

    [Theory, MemberData(nameof(Kernels))]
    public void Search_TiesAndFilter_EqualsSortByScoreThenRow(VectorFormat format, SimdLevel level)
    {
        var random = new Random(3);
        foreach (var count in new[] { 0, 1, 2, 100, 2049 })
        {
            foreach (var k in new[] { 0, 1, 10, 3000 })
            {
                const int dimensions = 24;
                var vectors = Seeded.Vectors(random, count, dimensions);
                for (var row = 1; row < count; row += 3)
                    vectors.AsSpan((row - 1) * dimensions, dimensions).CopyTo(vectors.AsSpan(row * dimensions));
                var query = Seeded.Vectors(random, 1, dimensions);
                var set = VectorSet.FromRows(vectors, dimensions, format, level);
                var scores = new float[count];
                set.Scores(query, scores);
                var filter = k == 10 ? RowSet.Where(count, row => row % 5 < 3) : null;
                var expected = Enumerable.Range(0, count).Where(row => filter?.Contains(row) ?? true)
                    .OrderByDescending(row => scores[row]).ThenBy(row => row).Take(k).Select(row => new VectorHit(row, scores[row]));
                Assert.Equal(expected, set.Search(query, k, filter));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SearchBatch_ManyQueries_EqualsSingleSearches(int threads)
    {
        var random = new Random(4);
        var set = VectorSet.FromRows(Seeded.Vectors(random, 1500, 48), 48, VectorFormat.Int8);
        var queries = Seeded.Vectors(random, 37, 48);
        var batch = set.SearchBatch(queries, 9, threads: threads);
        Assert.Equal(37, batch.Length);
        for (var q = 0; q < batch.Length; q++)
            Assert.Equal(set.Search(queries.AsSpan(48 * q, 48), 9), batch[q]);
    }

    [Fact]
    public void FromRows_NumberNotFinite_NamesRowAndDimension()
    {
        var vectors = new float[30];
        vectors[17] = float.NaN;
        Assert.Contains("Dimension 7 of vector 1 is NaN", Assert.Throws<ArgumentException>(() => VectorSet.FromRows(vectors, 10)).Message);
    }

    [Fact]
    public void Search_ZeroVectors_ScoreZero()
    {
        foreach (var format in Enum.GetValues<VectorFormat>())
            Assert.Equal([new VectorHit(0, 0), new VectorHit(1, 0)], VectorSet.FromRows(new float[20], 10, format).Search(new float[10], 5));
    }
}
