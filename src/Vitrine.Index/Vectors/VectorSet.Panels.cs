using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Vitrine.Index;

/// <content>
/// Many queries in one pass over rows of floats. <see cref="PanelKernel"/> gives products that are near those of <see cref="DotKernel"/>, and says so early that nearly all rows are out of the
/// question; what is not is scored as a single query scores it. So a batch finds, to the bit, what its queries find one by one.
/// </content>
public sealed partial class VectorSet
{
    // Fewer leave too much of a panel empty.
    private const int LeastForPanels = 8;

    // Rows that all panels meet before the next come: they stay in the second-level cache.
    private const int PanelTileBytes = 128 * 1024;
    private const int MostPanelTileRows = 512;

    // Numbers of a panel that stay in the first-level cache, beside the rows.
    private const int PanelPiece = 256;

    // Rows shorter than this have squares that vanish; as long as this they are taken to be.
    private const float LeastLength = 1e-10f;

    private unsafe void ScanPanels(PanelKernel panels, PreparedQuery[] queries, TopK[] best, Func<int, bool>? accepts)
    {
        var together = new QueryPanels(queries, Format, panels.Width);
        var tile = Math.Clamp(PanelTileBytes / (stride * sizeof(float)) / panels.Rows * panels.Rows, panels.Rows, MostPanelTileRows / panels.Rows * panels.Rows);
        var products = new float[tile * together.Places];
        var candidates = new int[products.Length];
        var widened = Format == VectorFormat.Float16 ? new float[tile * stride] : [];
        var floors = new float[together.Places];
        floors.AsSpan(queries.Length).Fill(float.PositiveInfinity); // what fills up the last panel is nobody's
        var bytes = (int)RowBytes(Dimensions, Format);
        for (var row = 0; row < Count; row += tile)
        {
            var count = Math.Min(tile, Count - row);
            var rowScales = Format == VectorFormat.Float16 ? scales.Read(row, count) : [];
            fixed (byte* stored = rows.Read((long)row * bytes, count * bytes))
            fixed (float* wide = widened)
            {
                if (Format == VectorFormat.Float16)
                    Widen((short*)stored, wide, count * stride);
                var numbers = Format == VectorFormat.Float16 ? wide : (float*)stored;
                var slack = Slack(numbers, rowScales, count);
                for (var q = 0; q < queries.Length; q++)
                    floors[q] = Floor(best[q], together.Lengths[q], slack);
                Multiply(panels, together, numbers, count, products);
            }

            foreach (var candidate in candidates.AsSpan(0, Candidates(products.AsSpan(0, count * together.Places), floors, rowScales, together.Factors, candidates)))
            {
                var (i, q) = Math.DivRem(candidate, together.Places);
                if (q < queries.Length)
                    Consider(queries[q], row + i, best[q], accepts);
            }
        }
    }

    private void Consider(PreparedQuery query, int row, TopK best, Func<int, bool>? accepts)
    {
        Span<float> score = [0];
        Score(query, row, score);
        var rank = ScoreKey.Rank(score[0]);
        if (rank < best.Bound && (accepts is null || accepts(row)))
            best.Offer((ulong)rank << 32 | (uint)row);
    }

    /// <summary>The products that are not below their query's floor; what is no number is not.</summary>
    /// <returns>How many.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static unsafe int Candidates(ReadOnlySpan<float> products, float[] floors, ReadOnlySpan<float> rowScales, float[] factors, int[] candidates)
    {
        var found = 0;
        fixed (float* first = products, floor = floors, factor = factors)
        {
            for (int start = 0, row = 0; start < products.Length; start += floors.Length, row++)
            {
                var scale = rowScales.Length > 0 ? Vector256.Create(rowScales[row]) : Vector256<float>.One;
                for (var q = 0; q < floors.Length; q += Vector256<float>.Count)
                {
                    var scores = Vector256.Load(first + start + q);
                    if (rowScales.Length > 0)
                        scores *= scale * Vector256.Load(factor + q);
                    var isOut = Vector256.LessThan(scores, Vector256.Load(floor + q));
                    if (isOut.AsInt32() == Vector256<int>.AllBitsSet)
                        continue;
                    for (var rest = ~isOut.ExtractMostSignificantBits() & 0xFF; rest != 0; rest &= rest - 1)
                        candidates[found++] = start + q + BitOperations.TrailingZeroCount(rest);
                }
            }
        }

        return found;
    }

    /// <summary>Below it no product belongs to a row that the query would still take.</summary>
    private static float Floor(TopK best, double length, double slack)
    {
        if (best.Bound > uint.MaxValue)
            return float.NegativeInfinity;
        // All scores of a query of zeros are equal, and the first rows have won.
        return length == 0 ? float.PositiveInfinity : (float)(ScoreKey.Score((uint)best.Bound) - slack * length);
    }

    /// <summary>
    /// By how much two sums of the same products may differ, for queries of length 1 and the longest of some rows. A sum of n products in any order is off by n·u·|a|·|b| at most, u = 2⁻²⁴ (Higham,
    /// Accuracy and Stability of Numerical Algorithms, 3.1); both are, and scaling adds a little.
    /// </summary>
    private unsafe double Slack(float* numbers, ReadOnlySpan<float> rowScales, int count)
    {
        var longest = LeastLength;
        for (var i = 0; i < count; i++)
        {
            var row = numbers + (long)i * stride;
            var length = MathF.Sqrt(kernel.Single(row, row, stride)) * (rowScales.Length > 0 ? rowScales[i] : 1);
            longest = length <= longest ? longest : length; // one that overflows too
        }

        return 1.01 * (2 * stride + 16) * Math.ScaleB(1, -24) * longest;
    }

    private unsafe void Multiply(PanelKernel panels, QueryPanels together, float* numbers, int count, float[] products)
    {
        fixed (float* to = products)
        {
            for (var panel = 0; panel < together.Panels; panel++)
            {
                for (var piece = 0; piece < stride; piece += PanelPiece)
                {
                    fixed (float* queries = together.From(panel, piece))
                        panels.Multiply(numbers + piece, stride, count, queries, Math.Min(PanelPiece, stride - piece), to + panel * panels.Width, together.Places, adds: piece > 0);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // see HammingKernel
    private static unsafe void Widen(short* halves, float* numbers, int count)
    {
        var factor = Vector256.Create(DotKernel.HalfQueryFactor);
        for (var i = 0; i < count; i += Vector256<float>.Count)
            (DotKernel256.Widen(halves + i) * factor).Store(numbers + i);
    }
}
