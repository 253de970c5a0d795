using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>One word at a time, with the processor's population count where it has one.</summary>
internal sealed class HammingKernelScalar : HammingKernel
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Run(ReadOnlySpan<ulong> blocks, ReadOnlySpan<ulong> query, Span<ushort> distances, int count)
    {
        for (var b = 0; b < count; b++)
        {
            var block = blocks.Slice(b * query.Length * Lanes, query.Length * Lanes);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var distance = 0;
                for (var w = 0; w < query.Length; w++)
                    distance += BitOperations.PopCount(block[w * Lanes + lane] ^ query[w]);
                distances[b * Lanes + lane] = (ushort)distance;
            }
        }
    }
}
