namespace Vitrine.Index;

/// <summary>A road to near codes that does not read all of them. Any number of threads may search at once.</summary>
internal abstract class CodeTable
{
    /// <summary>What a search may take before a scan takes less, in units of the road.</summary>
    public abstract long Most { get; }

    /// <summary>Offers every code that the sink can take.</summary>
    /// <param name="query">Words of the query code, checked.</param>
    /// <param name="passing">A bit for each item that may be found; empty for all.</param>
    /// <param name="sink">Takes what is found.</param>
    /// <param name="most">When to give up; <see cref="Most"/> where a scan is the other road.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>What it took; incomplete where it gave up, because a scan takes less.</returns>
    public abstract CodeEffort Run(ReadOnlySpan<ulong> query, ReadOnlySpan<ulong> passing, CodeSink sink, long most, CancellationToken cancellation);

    protected static bool Passes(ReadOnlySpan<ulong> passing, int position) => passing.IsEmpty || (passing[position >> 6] >> position & 1) != 0;
}

/// <summary>What a search through tables did.</summary>
/// <param name="IsComplete">False where it gave up.</param>
/// <param name="Visited">Codes that were compared.</param>
internal readonly record struct CodeEffort(bool IsComplete, long Visited);
