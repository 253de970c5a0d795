using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>
/// Sums of the entries of <see cref="WeightTables"/> over the half bytes of codes, which lie in the blocks of <see cref="HammingKernel"/>. A sum is at most
/// 31 words · 8 bytes · 255 and fits 16 bits; the two halves of a byte are added up to 255 and no further.
/// </summary>
internal abstract class WeightedKernel
{
    /// <summary>The kernel of a level, or of the next narrower one whose instructions the processor has.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor lacks the level.</exception>
    public static WeightedKernel For(SimdLevel level) => Simd.Require(level) switch
    {
        SimdLevel.V512 when Avx512Vbmi.IsSupported => new WeightedKernel512(),
        SimdLevel.V512 or SimdLevel.V256 => new WeightedKernel256(),
        SimdLevel.V128 when Sse2.IsSupported || AdvSimd.Arm64.IsSupported => new WeightedKernel128(),
        _ => new WeightedKernelScalar(),
    };

    /// <summary>Writes eight sums per block.</summary>
    /// <param name="blocks">Whole blocks.</param>
    /// <param name="tables">Entries of the query.</param>
    /// <param name="steps">Eight places per block.</param>
    public void Sum(ReadOnlySpan<ulong> blocks, ReadOnlySpan<byte> tables, Span<ushort> steps)
    {
        var words = tables.Length / WeightTables.EntriesPerWord;
        var count = blocks.Length / (words * HammingKernel.Lanes);
        if (blocks.Length != count * words * HammingKernel.Lanes || steps.Length < count * HammingKernel.Lanes)
            throw new ArgumentException($"{blocks.Length} words are no whole blocks of {words}-word codes, or {steps.Length} places are too few.");
        Run(blocks, tables, steps, words, count);
    }

    protected abstract void Run(ReadOnlySpan<ulong> blocks, ReadOnlySpan<byte> tables, Span<ushort> steps, int words, int count);
}
