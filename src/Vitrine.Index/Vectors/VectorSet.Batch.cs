using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Vitrine.Index;

/// <content>Several queries in one pass over 8-bit rows: three rows and four queries at a time, see <see cref="DotBlock"/>.</content>
public sealed partial class VectorSet
{
    // Rows that all queries meet before the next come: they stay in the first-level cache, beside four queries.
    private const int TileBytes = 24 * 1024;
    private const int MostTileRows = 64 * DotBlock.Rows;

    private void ScanBlocks(DotBlock block, PreparedQuery[] queries, TopK[] best, Func<int, bool>? accepts)
    {
        var tile = (int)Math.Clamp(TileBytes / RowBytes(Dimensions, Format) / DotBlock.Rows * DotBlock.Rows, DotBlock.Rows, MostTileRows);
        var scores = new float[queries.Length * tile];
        for (var row = 0; row < Count; row += tile)
        {
            var count = Math.Min(tile, Count - row);
            var whole = count / DotBlock.Rows * DotBlock.Rows;
            var q = 0;
            for (; q + DotBlock.Queries <= queries.Length; q += DotBlock.Queries)
            {
                ScoreBlocks(block, queries.AsSpan(q, DotBlock.Queries), row, whole, scores.AsSpan(q * tile), tile);
                for (var i = 0; i < DotBlock.Queries && whole < count; i++)
                    Score(queries[q + i], row + whole, scores.AsSpan((q + i) * tile + whole, count - whole));
            }

            for (; q < queries.Length; q++)
                Score(queries[q], row, scores.AsSpan(q * tile, count));
            for (q = 0; q < queries.Length; q++)
                ScorePicker.Above(scores.AsSpan(q * tile, count), row, best[q], accepts);
        }
    }

    /// <summary>Scores of neighbouring rows with four queries.</summary>
    /// <param name="block">The kernel.</param>
    /// <param name="queries">Four queries.</param>
    /// <param name="firstRow">The first row.</param>
    /// <param name="count">Rows, a multiple of <see cref="DotBlock.Rows"/>.</param>
    /// <param name="scores">Receives the scores.</param>
    /// <param name="places">Places from the scores of one query to those of the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private unsafe void ScoreBlocks(DotBlock block, ReadOnlySpan<PreparedQuery> queries, int firstRow, int count, Span<float> scores, int places)
    {
        if (count == 0)
            return;
        var bytes = (int)RowBytes(Dimensions, Format);
        fixed (float* products = scores)
        fixed (byte* start = rows.Read((long)firstRow * bytes, count * bytes))
        fixed (short* steps0 = queries[0].Steps, steps1 = queries[1].Steps, steps2 = queries[2].Steps, steps3 = queries[3].Steps)
        {
            var steps = stackalloc short*[DotBlock.Queries] { steps0, steps1, steps2, steps3 };
            for (var first = 0; first < count; first += DotBlock.Rows)
                block.Int8(start + (long)first * bytes, bytes, steps, stride, (int*)products + first, places);
        }

        var rowScales = scales.Read(firstRow, count);
        for (var q = 0; q < DotBlock.Queries; q++)
            Scale(scores.Slice(q * places, count), rowScales, queries[q].Factor);
    }

    /// <summary>Products of stored numbers become those of the vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static void Scale(Span<float> products, ReadOnlySpan<float> rowScales, float factor)
    {
        var whole = MemoryMarshal.Cast<float, int>(products);
        for (var i = 0; i < products.Length; i++)
            products[i] = whole[i] * rowScales[i] * factor;
    }
}
