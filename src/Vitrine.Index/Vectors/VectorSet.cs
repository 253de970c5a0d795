namespace Vitrine.Index;

/// <summary>
/// Vectors with exact inner-product search over what is stored. Immutable; any number of threads may search at once.
/// </summary>
public sealed class VectorSet
{
    // 256 rows of 1,024 halves are half a megabyte: a batch of queries finds them in the second-level cache.
    private const int ChunkBytes = 512 * 1024;

    private readonly ReadOnlyMemory<byte> rows;
    private readonly ReadOnlyMemory<float> scales; // empty for Float32
    private readonly DotKernel kernel;
    private readonly int stride;

    internal VectorSet(ReadOnlyMemory<byte> rows, ReadOnlyMemory<float> scales, int count, int dimensions, VectorFormat format, SimdLevel level)
    {
        CheckShape(count, dimensions, format);
        if (rows.Length != RowBytes(dimensions, format) * count || scales.Length != (format == VectorFormat.Float32 ? 0 : count))
            throw new ArgumentException($"{rows.Length} bytes and {scales.Length} scales are not {count} vectors of {dimensions} dimensions as {format}.", nameof(rows));
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

    internal ReadOnlyMemory<byte> Rows => rows;

    internal ReadOnlyMemory<float> Scales => scales;

    /// <summary>Makes a set.</summary>
    /// <param name="vectors">Row-major numbers, count × <paramref name="dimensions"/>, finite.</param>
    /// <param name="dimensions">1…65,536.</param>
    /// <param name="format">Stored form.</param>
    /// <param name="level">Kernels to use; default <see cref="Simd.Level"/>.</param>
    /// <exception cref="ArgumentException">No whole number of vectors, more than 2 GB, or a number that is not finite.</exception>
    public static VectorSet FromRows(ReadOnlySpan<float> vectors, int dimensions, VectorFormat format = VectorFormat.Float32, SimdLevel? level = null)
    {
        CheckShape(0, dimensions, format);
        if (vectors.Length % dimensions != 0)
            throw new ArgumentException($"{vectors.Length} numbers are no whole number of vectors of {dimensions} dimensions.", nameof(vectors));
        var count = vectors.Length / dimensions;
        CheckShape(count, dimensions, format);
        var writer = new VectorWriter(count, dimensions, format);
        for (var row = 0; row < count; row++)
            writer.Write(row, vectors.Slice(row * dimensions, dimensions));
        return new VectorSet(writer.Rows, writer.Scales, count, dimensions, format, level ?? Simd.Level);
    }

    /// <summary>Inner product of the query with every vector, by row.</summary>
    /// <param name="query">As many numbers as there are dimensions.</param>
    /// <param name="scores">At least <see cref="Count"/> places.</param>
    public void Scores(ReadOnlySpan<float> query, Span<float> scores) =>
        Score(PreparedQuery.Of(query, Dimensions, Format), 0, scores[..Count]);

    /// <summary>Inner product of the query with some vectors, in the order of <paramref name="rowNumbers"/>: rescoring of a shortlist.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A row is not in the set.</exception>
    public void ScoresOf(ReadOnlySpan<float> query, ReadOnlySpan<int> rowNumbers, Span<float> scores)
    {
        var prepared = PreparedQuery.Of(query, Dimensions, Format);
        for (var i = 0; i < rowNumbers.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(rowNumbers[i], nameof(rowNumbers));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(rowNumbers[i], Count, nameof(rowNumbers));
            Score(prepared, rowNumbers[i], scores.Slice(i, 1));
        }
    }

    /// <summary>The k vectors of largest inner product, largest first, equal scores by ascending row.</summary>
    /// <param name="query">As many numbers as there are dimensions.</param>
    /// <param name="k">Hits wanted; fewer come back if fewer rows pass.</param>
    /// <param name="filter">Rows that may be found; null for all.</param>
    public VectorHit[] Search(ReadOnlySpan<float> query, int k, RowSet? filter = null) =>
        Search(query, k, filter is null ? null : filter.Contains);

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
        const int batch = 16;
        var count = queries.Length / Dimensions;
        var hits = new VectorHit[count][];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, threads), CancellationToken = cancellation };
        Parallel.For(0, (count + batch - 1) / batch, parallel, b =>
        {
            var first = b * batch;
            var size = Math.Min(batch, count - first);
            Scan(queries.Span.Slice(first * Dimensions, size * Dimensions), k, filter is null ? null : filter.Contains, hits.AsSpan(first, size));
        });
        return hits;
    }

    internal VectorHit[] Search(ReadOnlySpan<float> query, int k, Func<int, bool>? accepts)
    {
        var hits = new VectorHit[1][];
        Scan(query, k, accepts, hits);
        return hits[0];
    }

    private void Scan(ReadOnlySpan<float> queries, int k, Func<int, bool>? accepts, Span<VectorHit[]> hits)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(k);
        var prepared = new PreparedQuery[hits.Length];
        var best = new TopK[hits.Length];
        for (var q = 0; q < best.Length; q++)
        {
            prepared[q] = PreparedQuery.Of(hits.Length == 1 ? queries : queries.Slice(q * Dimensions, Dimensions), Dimensions, Format);
            best[q] = new TopK(Math.Min(k, Count));
        }

        var chunkRows = (int)Math.Clamp(ChunkBytes / RowBytes(Dimensions, Format), 8, 2048);
        Span<float> scores = stackalloc float[chunkRows];
        for (var row = 0; row < Count; row += chunkRows)
        {
            var chunk = scores[..Math.Min(chunkRows, Count - row)];
            for (var q = 0; q < best.Length; q++)
            {
                Score(prepared[q], row, chunk);
                for (var i = 0; i < chunk.Length; i++)
                {
                    var rank = ScoreKey.Rank(chunk[i]);
                    if (rank < best[q].Bound && (accepts is null || accepts(row + i)))
                        best[q].Offer((ulong)rank << 32 | (uint)(row + i));
                }
            }
        }

        for (var q = 0; q < best.Length; q++)
        {
            var keys = best[q].Sorted();
            hits[q] = new VectorHit[keys.Length];
            for (var i = 0; i < keys.Length; i++)
                hits[q][i] = new VectorHit((int)(uint)keys[i], ScoreKey.Score((uint)(keys[i] >> 32)));
        }
    }

    /// <summary>Scores neighbouring rows.</summary>
    internal unsafe void Score(PreparedQuery query, int firstRow, Span<float> scores)
    {
        var bytes = RowBytes(Dimensions, Format);
        var rowScales = scales.Span;
        fixed (byte* start = rows.Span)
        fixed (float* numbers = query.Numbers)
        fixed (short* steps = query.Steps)
        {
            var row = start + firstRow * bytes;
            for (var i = 0; i < scores.Length; i++, row += bytes)
            {
                scores[i] = Format switch
                {
                    VectorFormat.Float16 => kernel.Half((short*)row, numbers, stride) * rowScales[firstRow + i] * query.Factor,
                    VectorFormat.Int8 => kernel.Int8((sbyte*)row, steps, stride) * rowScales[firstRow + i] * query.Factor,
                    _ => kernel.Single((float*)row, numbers, stride),
                };
            }
        }
    }

    /// <summary>Bytes of a stored row.</summary>
    internal static long RowBytes(int dimensions, VectorFormat format) =>
        (long)VectorCodec.Stride(dimensions) * (format switch { VectorFormat.Float16 => 2, VectorFormat.Int8 => 1, _ => 4 });

    internal static void CheckShape(int count, int dimensions, VectorFormat format)
    {
        if (dimensions is < 1 or > VectorCodec.MaxDimensions)
            throw new ArgumentException($"{dimensions} dimensions; expected 1…{VectorCodec.MaxDimensions}.", nameof(dimensions));
        if (RowBytes(dimensions, format) * count > Array.MaxLength)
            throw new ArgumentException($"{count} vectors of {dimensions} dimensions as {format} exceed 2 GB; use a smaller format or several sets.", nameof(count));
    }
}
