using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>One byte at a time; also what remains of a set behind the wide steps of the other kernels.</summary>
internal sealed class WeightedKernelScalar : WeightedKernel
{
    protected override void Run(ReadOnlySpan<ulong> blocks, ReadOnlySpan<byte> tables, Span<ushort> steps, int words, int count) =>
        From(0, blocks, tables, steps, words, count);

    /// <summary>The blocks from <paramref name="first"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void From(int first, ReadOnlySpan<ulong> blocks, ReadOnlySpan<byte> tables, Span<ushort> steps, int words, int count)
    {
        for (var i = first * HammingKernel.Lanes; i < count * HammingKernel.Lanes; i++)
        {
            var sum = 0;
            for (var w = 0; w < words; w++)
            {
                var word = blocks[i / HammingKernel.Lanes * HammingKernel.Lanes * words + w * HammingKernel.Lanes + i % HammingKernel.Lanes];
                var lower = tables.Slice(w * WeightTables.EntriesPerWord, WeightTables.EntriesPerWord / 2);
                var upper = tables.Slice(w * WeightTables.EntriesPerWord + WeightTables.EntriesPerWord / 2, WeightTables.EntriesPerWord / 2);
                for (var at = 0; at < lower.Length; at += 16, word >>= 8)
                    sum += Math.Min(lower[at + (int)(word & 15)] + upper[at + (int)(word >> 4 & 15)], byte.MaxValue);
            }

            steps[i] = (ushort)sum;
        }
    }
}
