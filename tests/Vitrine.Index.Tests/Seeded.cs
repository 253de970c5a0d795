namespace Vitrine.Index.Tests;

/// <summary>Seeded data for property tests, and the naive loops they compare with.</summary>
internal static class Seeded
{
    /// <summary>Every kernel this machine can run, as theory data.</summary>
    public static IEnumerable<TheoryDataRow<SimdLevel>> Levels => Simd.Supported.Select(level => new TheoryDataRow<SimdLevel>(level));

    public static ulong[] Codes(Random random, int count, int bits)
    {
        var words = (bits + 63) / 64;
        var codes = new ulong[count * words];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            if (i % words == words - 1 && bits % 64 != 0)
                codes[i] &= (1UL << (bits % 64)) - 1;
        }

        return codes;
    }

    /// <summary>Distance bit by bit: shares nothing with the kernels, not even the population count.</summary>
    public static int Distance(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int firstBit, int bits)
    {
        var distance = 0;
        for (var bit = firstBit; bit < firstBit + bits; bit++)
            distance += ((a[bit / 64] >> (bit % 64)) & 1) != ((b[bit / 64] >> (bit % 64)) & 1) ? 1 : 0;
        return distance;
    }

    public static float[] Vectors(Random random, int count, int dimensions)
    {
        var vectors = new float[count * dimensions];
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
        return vectors;
    }
}
