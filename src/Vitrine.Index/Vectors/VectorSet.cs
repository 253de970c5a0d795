using System.Runtime.CompilerServices;

namespace Vitrine.Index;

/// <summary>
/// Vectors with exact inner-product search over what is stored. Immutable; any number of threads may search at once.
/// </summary>
public sealed partial class VectorSet
{
    // 256 rows of 1,024 halves are half a megabyte: a batch of queries finds them in the second-level cache.
    private const int ChunkBytes = 512 * 1024;

    // Queries that share one pass: as many as hide the memory behind the multiplications.
    internal const int BatchQueries = 64;

    private readonly Stored<byte> rows;
    private readonly Stored<float> scales; // empty for Float32
    private readonly DotKernel kernel;
    private readonly int stride;

    internal VectorSet(Stored<byte> rows, Stored<float> scales, int count, int dimensions, VectorFormat format, SimdLevel level)
    {
        CheckShape(dimensions);
        if (rows.Count != RowBytes(dimensions, format) * count || scales.Count != (format == VectorFormat.Float32 ? 0 : count))
            throw new ArgumentException($"{rows.Count} bytes and {scales.Count} scales are not {count} vectors of {dimensions} dimensions as {format}.", nameof(rows));
        this.rows = rows;
        this.scales = scales;
        kernel = DotKernel.For(level);
        stride = VectorCodec.Stride(dimensions);
        Count = count;
        Dimensions = dimensions;
        Format = format;
    }

    /// <summary>Number of vectors.</summary>
    public int Count { get; }

    /// <summary>Dimensions of a vector.</summary>
    public int Dimensions { get; }

    /// <summary>Stored form.</summary>
    public VectorFormat Format { get; }

    /// <summary>Rows that a scan takes at a time.</summary>
    internal int ChunkRows => (int)Math.Clamp(ChunkBytes / RowBytes(Dimensions, Format), 8, 2048);

    /// <summary>Makes a set.</summary>
    /// <param name="vectors">Row-major numbers, count × <paramref name="dimensions"/>, finite.</param>
    /// <param name="dimensions">1…65,536.</param>
    /// <param name="format">Stored form.</param>
    /// <param name="level">Kernels to use; default <see cref="Simd.Level"/>.</param>
    /// <exception cref="ArgumentException">No whole number of vectors, more than 2 GB, or a number that is not finite.</exception>
    public static VectorSet FromRows(ReadOnlySpan<float> vectors, int dimensions, VectorFormat format = VectorFormat.Float32, SimdLevel? level = null)
    {
        CheckShape(dimensions);
        if (vectors.Length % dimensions != 0)
            throw new ArgumentException($"{vectors.Length} numbers are no whole number of vectors of {dimensions} dimensions.", nameof(vectors));
        var count = vectors.Length / dimensions;
        var writer = new VectorWriter(count, dimensions, format);
        for (var row = 0; row < count; row++)
            writer.Write(row, vectors.Slice(row * dimensions, dimensions));
        return writer.Finish(level ?? Simd.Level);
    }

    /// <summary>Inner product of the query with every vector, by row.</summary>
    /// <param name="query">As many numbers as there are dimensions.</param>
    /// <param name="scores">At least <see cref="Count"/> places.</param>
    public void Scores(ReadOnlySpan<float> query, Span<float> scores)
    {
        var prepared = PreparedQuery.Of(query, Dimensions, Format);
        for (var row = 0; row < Count; row += ChunkRows)
            Score(prepared, row, scores[row..Math.Min(row + ChunkRows, Count)]);
    }

    /// <summary>The k vectors of largest inner product, largest first, equal scores by ascending row.</summary>
    /// <param name="query">As many numbers as there are dimensions.</param>
    /// <param name="k">Hits wanted; fewer come back if fewer rows pass.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public VectorHit[] Search(ReadOnlySpan<float> query, int k, RowSet? filter = null)
    {
        var hits = new VectorHit[1][];
        Scan(query, k, filter is null ? null : filter.Contains, hits);
        return hits[0];
    }

    /// <summary>The k best vectors for each of many queries; vectors are read from memory once per batch, not once per query.</summary>
    /// <param name="queries">Row-major query vectors.</param>
    /// <param name="k">Hits wanted per query.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    /// <param name="threads">Threads among which the queries are divided. The hits do not depend on it.</param>
    /// <param name="cancellation">Stops between two batches of queries.</param>
    public VectorHit[][] SearchBatch(ReadOnlyMemory<float> queries, int k, RowSet? filter = null, int threads = 1, CancellationToken cancellation = default)
    {
        if (queries.Length % Dimensions != 0)
            throw new ArgumentException($"{queries.Length} numbers are no whole number of queries of {Dimensions} dimensions.", nameof(queries));
        var hits = new VectorHit[queries.Length / Dimensions][];
        QueryBatches.Run(hits.Length, BatchQueries, threads, (first, size) =>
            Scan(queries.Span.Slice(first * Dimensions, size * Dimensions), k, filter is null ? null : filter.Contains, hits.AsSpan(first, size)), cancellation);
        return hits;
    }

    /// <summary>The best vectors for each of some queries, as <see cref="Search"/> gives them.</summary>
    /// <param name="queries">Row-major query vectors.</param>
    /// <param name="k">Hits wanted per query.</param>
    /// <param name="accepts">Rows that may be found; null for all.</param>
    /// <param name="hits">Receives the hits of each query.</param>
    internal void Scan(ReadOnlySpan<float> queries, int k, Func<int, bool>? accepts, Span<VectorHit[]> hits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        var prepared = new PreparedQuery[hits.Length];
        var best = new TopK[hits.Length];
        for (var q = 0; q < best.Length; q++)
        {
            prepared[q] = PreparedQuery.Of(hits.Length == 1 ? queries : queries.Slice(q * Dimensions, Dimensions), Dimensions, Format);
            best[q] = new TopK(Math.Min(k, Count));
        }

        if (Format == VectorFormat.Int8 && hits.Length >= DotBlock.Queries && kernel.Block is { } block)
            ScanBlocks(block, prepared, best, accepts);
        else if (Format != VectorFormat.Int8 && hits.Length >= LeastForPanels && kernel.Panels is { } panels)
            ScanPanels(panels, prepared, best, accepts);
        else
            ScanEach(prepared, best, accepts);
        for (var q = 0; q < best.Length; q++)
        {
            var keys = best[q].Sorted();
            hits[q] = new VectorHit[keys.Length];
            for (var i = 0; i < keys.Length; i++)
                hits[q][i] = new VectorHit((int)(uint)keys[i], ScoreKey.Score((uint)(keys[i] >> 32)));
        }
    }

    private void ScanEach(PreparedQuery[] queries, TopK[] best, Func<int, bool>? accepts)
    {
        Span<float> scores = stackalloc float[ChunkRows];
        for (var row = 0; row < Count; row += ChunkRows)
        {
            var chunk = scores[..Math.Min(ChunkRows, Count - row)];
            for (var q = 0; q < best.Length; q++)
            {
                Score(queries[q], row, chunk);
                ScorePicker.Above(chunk, row, best[q], accepts);
            }
        }
    }

    /// <summary>Copies a vector out, as float32.</summary>
    internal void CopyVector(int row, Span<float> vector)
    {
        var bytes = (int)RowBytes(Dimensions, Format);
        VectorCodec.Decode(rows.Read((long)row * bytes, bytes), Format == VectorFormat.Float32 ? 1 : scales[row], Format, vector);
    }

    /// <summary>Scores neighbouring rows, at most 2 GB of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    internal unsafe void Score(PreparedQuery query, int firstRow, Span<float> scores)
    {
        if (scores.Length == 0)
            return;
        var bytes = (int)RowBytes(Dimensions, Format);
        var rowScales = Format == VectorFormat.Float32 ? [] : scales.Read(firstRow, scores.Length);
        fixed (byte* start = rows.Read((long)firstRow * bytes, scores.Length * bytes))
        fixed (float* numbers = query.Numbers)
        fixed (short* steps = query.Steps)
        {
            var row = start;
            for (var i = 0; i < scores.Length; i++, row += bytes)
            {
                scores[i] = Format switch
                {
                    VectorFormat.Float16 => kernel.Half((short*)row, numbers, stride) * rowScales[i] * query.Factor,
                    VectorFormat.Int8 => kernel.Int8((sbyte*)row, steps, stride) * rowScales[i] * query.Factor,
                    _ => kernel.Single((float*)row, numbers, stride),
                };
            }
        }
    }

    /// <summary>Bytes of a stored row.</summary>
    internal static long RowBytes(int dimensions, VectorFormat format) =>
        (long)VectorCodec.Stride(dimensions) * (format switch { VectorFormat.Float16 => 2, VectorFormat.Int8 => 1, _ => 4 });

    internal static void CheckShape(int dimensions)
    {
        if (dimensions is < 1 or > VectorCodec.MaxDimensions)
            throw new ArgumentException($"{dimensions} dimensions; expected 1…{VectorCodec.MaxDimensions}.", nameof(dimensions));
    }
}
