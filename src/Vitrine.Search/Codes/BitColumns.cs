using System.Numerics;

namespace Vitrine.Search.Codes;

/// <summary>Codes turned over: for each bit one long row of all products, so that two bits are compared 64 products a step.</summary>
internal sealed class BitColumns
{
    private readonly ulong[][] columns;
    private readonly int[] ones;
    private readonly int count;

    public BitColumns(IReadOnlyList<ulong> codes, int words, int bits)
    {
        count = codes.Count / words;
        columns = [.. Enumerable.Range(0, bits).Select(_ => new ulong[(count + 63) / 64])];
        for (var item = 0; item < count; item++)
        {
            for (var bit = 0; bit < bits; bit++)
                columns[bit][item / 64] |= (codes[item * words + bit / 64] >> (bit % 64) & 1) << (item % 64);
        }

        ones = [.. columns.Select(column => column.Sum(word => BitOperations.PopCount(word)))];
    }

    public int Bits => columns.Length;

    /// <summary>Share of products in which a bit is 1.</summary>
    public double Share(int bit) => count == 0 ? 0 : ones[bit] / (double)count;

    /// <summary>Pearson's correlation of two bits; 0 where one never changes.</summary>
    public double Correlation(int one, int other)
    {
        long both = 0;
        for (var word = 0; word < columns[one].Length; word++)
            both += BitOperations.PopCount(columns[one][word] & columns[other][word]);
        var (a, b) = (Share(one), Share(other));
        var spread = Math.Sqrt(a * (1 - a) * b * (1 - b));
        return spread == 0 ? 0 : (both / (double)count - a * b) / spread;
    }
}
