namespace Vitrine.Index;

/// <summary>
/// Distances of one query to blocks of codes. A block holds <see cref="Lanes"/> codes with their words interleaved: first word 0 of
/// all eight, then word 1 of all eight, and so on. So a register always holds the same word of neighbouring codes, each code keeps
/// its own 64-bit lane from load to sum, and one kernel serves every code length. Kernels are compiled with full optimisation at once
/// (AggressiveOptimization): a command searches once, and the runtime's first version of a method takes ten times as long.
/// </summary>
internal abstract class HammingKernel
{
    /// <summary>Codes in a block: the 64-bit lanes of the widest register.</summary>
    public const int Lanes = 8;

    /// <summary>The kernel of a level.</summary>
    /// <exception cref="PlatformNotSupportedException">The processor lacks the level.</exception>
    public static HammingKernel For(SimdLevel level) => Simd.Require(level) switch
    {
        SimdLevel.V512 => new HammingKernel512(),
        SimdLevel.V256 => new HammingKernel256(),
        SimdLevel.V128 => new HammingKernel128(),
        _ => new HammingKernelScalar(),
    };

    /// <summary>Writes eight distances per block.</summary>
    /// <param name="blocks">Whole blocks.</param>
    /// <param name="query">Words of the query.</param>
    /// <param name="distances">Eight places per block.</param>
    public void Distances(ReadOnlySpan<ulong> blocks, ReadOnlySpan<ulong> query, Span<ushort> distances)
    {
        var count = blocks.Length / (query.Length * Lanes);
        if (blocks.Length != count * query.Length * Lanes || distances.Length < count * Lanes)
            throw new ArgumentException($"{blocks.Length} words are no whole blocks of {query.Length}-word codes, or {distances.Length} places are too few.");
        Run(blocks, query, distances, count);
    }

    protected abstract void Run(ReadOnlySpan<ulong> blocks, ReadOnlySpan<ulong> query, Span<ushort> distances, int count);
}
