using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace Vitrine.Index;

/// <summary>
/// Hash codes in the order a scan wants them, with exact Hamming search. Immutable; any number of threads may search at once.
/// </summary>
public sealed partial class CodeSet
{
    // 2,048 codes of 64 bits are 16 KB, with their distances a third of a first-level cache: a query's distances are still there
    // when the hits are picked, and a batch of queries passes over the chunk while it is in the second level at worst.
    internal const int ChunkRows = 2048;

    // Queries that share one pass: enough to hide the memory behind the counting, few enough to keep all threads busy.
    internal const int BatchQueries = 32;

    private const int CacheLineWords = 8;

    private readonly Stored<ulong> blocks;
    private readonly HammingKernel kernel;
    private readonly WeightedKernel weighted;

    internal CodeSet(Stored<ulong> blocks, int count, CodeLayout layout, SimdLevel level)
    {
        if (blocks.Count != BlockWords(count, layout))
            throw new ArgumentException($"{blocks.Count} words given, {count} codes of {layout.Bits} bits take {BlockWords(count, layout)}.", nameof(blocks));
        this.blocks = blocks;
        kernel = HammingKernel.For(level);
        weighted = WeightedKernel.For(level);
        Count = count;
        Layout = layout;
    }

    /// <summary>Number of codes.</summary>
    public int Count { get; }

    /// <summary>Bits and layers of a code.</summary>
    public CodeLayout Layout { get; }

    /// <summary>Makes a set from packed codes.</summary>
    /// <param name="words">Codes row by row, <c>count × ⌈bits/64⌉</c> words, bit order as in <see cref="CodeLayout"/>.</param>
    /// <param name="layout">Bits and layers.</param>
    /// <param name="level">Kernels to use; default <see cref="Simd.Level"/>.</param>
    /// <exception cref="ArgumentException">The words are no whole number of codes, or a code has bits beyond its end.</exception>
    public static CodeSet FromRows(ReadOnlySpan<ulong> words, CodeLayout layout, SimdLevel? level = null)
    {
        if (words.Length % layout.Words != 0)
            throw new ArgumentException($"{words.Length} words are no whole number of codes of {layout.Words} words ({layout.Bits} bits).", nameof(words));
        var count = words.Length / layout.Words;
        if (BlockWords(count, layout) > Array.MaxLength)
            throw new ArgumentException($"{count} codes of {layout.Bits} bits exceed one set; split them.", nameof(words));
        var blocks = new ulong[BlockWords(count, layout)];
        for (var row = 0; row < count; row++)
        {
            var code = words.Slice(row * layout.Words, layout.Words);
            layout.CheckCode(code);
            for (var w = 0; w < code.Length; w++)
                blocks[BlockStart(row, layout.Words) + w * HammingKernel.Lanes + row % HammingKernel.Lanes] = code[w];
        }

        return new CodeSet(Stored<ulong>.Of(blocks), count, layout, level ?? Simd.Level);
    }

    /// <summary>Copies a code out.</summary>
    public ulong[] Code(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        var code = new ulong[Layout.Words];
        CopyCode(row, code);
        return code;
    }

    /// <summary>Copies a code into <paramref name="code"/>, which has as many words.</summary>
    internal void CopyCode(int row, Span<ulong> code)
    {
        var block = blocks.Read(BlockStart(row, code.Length), HammingKernel.Lanes * code.Length);
        for (var w = 0; w < code.Length; w++)
            code[w] = block[w * HammingKernel.Lanes + row % HammingKernel.Lanes];
    }

    /// <summary>Lets the processor fetch the block of a code, which is wanted soon.</summary>
    internal unsafe void Prefetch(int row)
    {
        if (!Sse.IsSupported)
            return;
        var block = blocks.Read(BlockStart(row, Layout.Words), HammingKernel.Lanes * Layout.Words);
        fixed (ulong* first = block)
        {
            for (var word = 0; word < block.Length; word += CacheLineWords)
                Sse.Prefetch0(first + word);
        }
    }

    /// <summary>Hamming distance of the query to one code.</summary>
    internal int Distance(ReadOnlySpan<ulong> query, int row)
    {
        var block = blocks.Read(BlockStart(row, query.Length), HammingKernel.Lanes * query.Length);
        var distance = 0;
        for (var w = 0; w < query.Length; w++)
            distance += BitOperations.PopCount(block[w * HammingKernel.Lanes + row % HammingKernel.Lanes] ^ query[w]);
        return distance;
    }

    /// <summary>Hamming distance of the query to every code, by row.</summary>
    /// <param name="query">Words of the query code.</param>
    /// <param name="distances">At least <see cref="Count"/> places.</param>
    public void Distances(ReadOnlySpan<ulong> query, Span<ushort> distances)
    {
        Layout.CheckCode(query);
        Span<ushort> chunk = stackalloc ushort[ChunkRows];
        for (var row = 0; row < Count; row += ChunkRows)
            ChunkDistances(query, row, chunk).CopyTo(distances[row..]);
    }

    /// <summary>Distances of the query to the rows from <paramref name="row"/> on, as many as <paramref name="buffer"/> holds or are left.</summary>
    /// <param name="query">Words of the query code, checked.</param>
    /// <param name="row">A multiple of <see cref="HammingKernel.Lanes"/>.</param>
    /// <param name="buffer">A multiple of <see cref="HammingKernel.Lanes"/> places.</param>
    internal ReadOnlySpan<ushort> ChunkDistances(ReadOnlySpan<ulong> query, int row, Span<ushort> buffer)
    {
        var rows = Math.Min(buffer.Length, Count - row);
        kernel.Distances(Chunk(row, rows), query, buffer);
        return buffer[..rows];
    }

    /// <summary>The k nearest codes, nearest first, equal distances by ascending row.</summary>
    /// <param name="query">Words of the query code.</param>
    /// <param name="k">Hits wanted; fewer come back if fewer rows pass.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public CodeHit[] Search(ReadOnlySpan<ulong> query, int k, RowSet? filter = null)
    {
        var hits = new CodeHit[1][];
        Layout.CheckCode(query);
        Scan(query, k, filter is null ? null : filter.Contains, hits);
        return hits[0];
    }

    /// <summary>The k nearest codes to each of many queries; the codes are read from memory once per batch, not once per query.</summary>
    /// <param name="queries">Query codes row by row.</param>
    /// <param name="k">Hits wanted per query.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    /// <param name="threads">Threads among which the queries are divided. The hits do not depend on it.</param>
    /// <param name="cancellation">Stops between two batches of queries.</param>
    /// <returns>Hits per query, in the order of the queries.</returns>
    public CodeHit[][] SearchBatch(ReadOnlyMemory<ulong> queries, int k, RowSet? filter = null, int threads = 1, CancellationToken cancellation = default)
    {
        if (queries.Length % Layout.Words != 0)
            throw new ArgumentException($"{queries.Length} words are no whole number of codes of {Layout.Words} words ({Layout.Bits} bits).", nameof(queries));
        var hits = new CodeHit[queries.Length / Layout.Words][];
        QueryBatches.Run(hits.Length, BatchQueries, threads, (first, size) =>
            Scan(queries.Span.Slice(first * Layout.Words, size * Layout.Words), k, filter is null ? null : filter.Contains, hits.AsSpan(first, size)), cancellation);
        return hits;
    }

    /// <summary>The nearest codes to each of some queries, as <see cref="Search"/> gives them.</summary>
    /// <param name="queries">Query codes row by row.</param>
    /// <param name="k">Hits wanted per query.</param>
    /// <param name="accepts">Rows that may be found; null for all.</param>
    /// <param name="hits">Receives the hits of each query.</param>
    internal void Scan(ReadOnlySpan<ulong> queries, int k, Func<int, bool>? accepts, Span<CodeHit[]> hits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        var words = Layout.Words;
        var best = new TopK[hits.Length];
        for (var q = 0; q < best.Length; q++)
        {
            Layout.CheckCode(queries.Slice(q * words, words));
            best[q] = new TopK(Math.Min(k, Count));
        }

        Span<ushort> distances = stackalloc ushort[ChunkRows];
        for (var row = 0; row < Count; row += ChunkRows)
        {
            var rows = Math.Min(ChunkRows, Count - row);
            var chunk = Chunk(row, rows);
            for (var q = 0; q < best.Length; q++)
            {
                kernel.Distances(chunk, queries.Slice(q * words, words), distances);
                HitPicker.Below(distances[..rows], row, best[q], accepts);
            }
        }

        for (var q = 0; q < best.Length; q++)
        {
            var keys = best[q].Sorted();
            hits[q] = new CodeHit[keys.Length];
            for (var i = 0; i < keys.Length; i++)
                hits[q][i] = new CodeHit((int)(uint)keys[i], (int)(keys[i] >> 32));
        }
    }

    /// <summary>Words that <paramref name="count"/> codes take in blocks.</summary>
    internal static long BlockWords(long count, CodeLayout layout) =>
        (count + HammingKernel.Lanes - 1) / HammingKernel.Lanes * HammingKernel.Lanes * layout.Words;

    private ReadOnlySpan<ulong> Chunk(int row, int rows) =>
        blocks.Read(BlockStart(row, Layout.Words), (rows + HammingKernel.Lanes - 1) / HammingKernel.Lanes * HammingKernel.Lanes * Layout.Words);

    private static long BlockStart(int row, int words) => (long)(row / HammingKernel.Lanes) * HammingKernel.Lanes * words;
}
