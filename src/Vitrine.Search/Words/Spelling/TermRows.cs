using System.Numerics;

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
    public TermRows And(TermRows others) => new([.. bits.Zip(others.bits, (one, other) => one & other)]);
}
