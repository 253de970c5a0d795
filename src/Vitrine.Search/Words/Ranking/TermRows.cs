using System.Numerics;
using Vitrine.Index;

namespace Vitrine.Search.Words;

/// <summary>The products that have a term, or several, as bits.</summary>
internal sealed class TermRows
{
    private readonly ulong[] bits;

    private TermRows(ulong[] bits) => this.bits = bits;

    /// <summary>How many.</summary>
    public long Count => bits.Sum(word => (long)BitOperations.PopCount(word));

    /// <summary>The products of one term.</summary>
    public static TermRows Of(WordIndex index, PostingRun[] runs)
    {
        var bits = new ulong[(index.Products + 63) / 64];
        foreach (var run in runs)
        {
            var first = (run.Stretch << PostingRun.StretchBits) / 64;
            foreach (var row in run.Rows)
            {
                if (index.Owners is not { } owners || owners[(run.Stretch << PostingRun.StretchBits) + row] == run.Part)
                    bits[first + row / 64] |= 1UL << row;
            }
        }

        return new TermRows(bits);
    }

    /// <summary>Those that others have too.</summary>
    public TermRows And(TermRows others)
    {
        var both = new ulong[bits.Length];
        for (var i = 0; i < both.Length; i++)
            both[i] = bits[i] & others.bits[i];
        return new TermRows(both);
    }

    /// <summary>How many have a term too: at least, where it stands in several fields, as <see cref="QueryTerm.Products"/> counts. 0 where none has.</summary>
    public long CountWith(WordIndex index, PostingRun[] runs) => runs.GroupBy(run => run.Stretch).Sum(stretch => stretch.Max(run => CountIn(run, index.Owners)));

    /// <summary>The rows, ascending.</summary>
    public IEnumerable<int> Rows()
    {
        for (var i = 0; i < bits.Length; i++)
        {
            for (var left = bits[i]; left != 0; left &= left - 1)
                yield return 64 * i + BitOperations.TrailingZeroCount(left);
        }
    }

    /// <summary>The rows, as a set of the index's products.</summary>
    public RowSet SetOf(WordIndex index)
    {
        var set = new RowSet(index.Products);
        foreach (var row in Rows())
            set.Add(row);
        return set;
    }

    /// <summary>How many there are of each class.</summary>
    /// <param name="classOf">That of every row.</param>
    /// <param name="classes">How many classes there are.</param>
    public int[] CountBy(int[] classOf, int classes)
    {
        var counts = new int[classes];
        for (var i = 0; i < bits.Length; i++)
        {
            for (var left = bits[i]; left != 0; left &= left - 1)
                counts[classOf[64 * i + BitOperations.TrailingZeroCount(left)]]++;
        }

        return counts;
    }

    private long CountIn(PostingRun run, byte[]? owners)
    {
        var (first, count) = (run.Stretch << PostingRun.StretchBits, 0L);
        foreach (var row in run.Rows)
        {
            if (owners is null || owners[first + row] == run.Part)
                count += (long)(bits[(first + row) / 64] >> row & 1);
        }

        return count;
    }
}
