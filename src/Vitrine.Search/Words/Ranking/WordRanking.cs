using System.Numerics;
using Vitrine.Index;
using Vitrine.Search.Signals;

namespace Vitrine.Search.Words;

/// <summary>
/// Ranks products by BM25F (Robertson and Zaragoza 2009): how often a term stands in each field, relative to the field's length and weighed by what the field counts, is added over the
/// fields and saturates; the terms are added with their inverse document frequency. For one thread at a time.
/// </summary>
/// <remarks>
/// Goes stretch by stretch of 65,536 rows, whose scores fit a processor's second cache. Within one, terms that could not lift a product above the worst of the best so far are not read
/// (MaxScore, Turtle and Flood 1995, with the bounds of each stretch): they are only looked up for products that the weightier terms have left near enough.
/// </remarks>
/// <param name="products">Rows of the store.</param>
/// <param name="owners">See <see cref="WordIndex.Owners"/>.</param>
internal sealed class WordRanking(int products, byte[]? owners = null)
{
    /// <summary>How soon frequency saturates: k1 of BM25, the usual value.</summary>
    private const float K1 = 1.2f;

    // Sums of floats in another order differ by less.
    private const float Margin = 1 + 1e-5f;

    private readonly float[] scores = new float[RoundUp(Math.Min(owners?.Length ?? products, PostingRun.StretchRows))];
    private readonly float[] frequencies = new float[Math.Min(owners?.Length ?? products, PostingRun.StretchRows)];
    private readonly List<ushort> candidates = [];

    /// <summary>See <see cref="ISignalQuery.Best"/>.</summary>
    public ScoredRow[] Best(QueryTerm[] terms, int count, RowSet? filter)
    {
        if (count < 1 || terms.Length == 0)
            return [];
        var best = new BestRows(Math.Min(count, products), products, above: 0);
        var rest = new float[terms.Length + 1];
        for (var stretch = 0; (long)stretch * PostingRun.StretchRows < products; stretch++)
        {
            best.Tighten();
            // rest[i]: what terms i and later can give together.
            for (var term = terms.Length - 1; term >= 0; term--)
                rest[term] = rest[term + 1] + Bound(terms[term], stretch);
            var read = 0;
            while (read < terms.Length && rest[read] > best.Threshold)
                read++;
            if (read > 0)
                Search(terms, stretch, read, rest, best, filter);
        }

        return best.Sorted();
    }

    /// <summary>The score of one row, to the bit as <see cref="Best"/> gives it; 0 where it has none of the terms.</summary>
    public float ScoreOf(QueryTerm[] terms, int row)
    {
        var (stretch, within, score) = (row >> PostingRun.StretchBits, (ushort)row, 0f);
        foreach (var term in terms)
        {
            var frequency = 0f;
            foreach (var run in term.In(stretch))
            {
                if (IsOf(run, within) && run.Rows.BinarySearch(within) is >= 0 and var place)
                    frequency += Weighed(run, run.Frequencies[place]);
            }

            if (frequency > 0)
                score += term.Weight * Saturated(frequency);
        }

        return score;
    }

    private void Search(QueryTerm[] terms, int stretch, int read, float[] rest, BestRows best, RowSet? filter)
    {
        for (var term = 0; term < read; term++)
            AddAll(terms[term], stretch);
        var first = stretch << PostingRun.StretchBits;
        FindCandidates(best.Threshold - rest[read], first, filter);
        for (var term = read; term < terms.Length && candidates.Count > 0; term++)
        {
            AddToCandidates(terms[term], stretch);
            var least = best.Threshold - rest[term + 1];
            candidates.RemoveAll(row => scores[row] <= least);
        }

        foreach (var row in candidates)
            best.Offer(first + row, scores[row]);
        Array.Clear(scores);
    }

    private void AddAll(QueryTerm term, int stretch)
    {
        var runs = term.In(stretch);
        if (runs is [var only] && owners is null)
        {
            var rows = only.Rows;
            var codes = only.Frequencies;
            for (var i = 0; i < rows.Length; i++)
                scores[rows[i]] += term.Weight * Saturated(Weighed(only, codes[i]));
            return;
        }

        foreach (var run in runs)
        {
            var rows = run.Rows;
            var codes = run.Frequencies;
            for (var i = 0; i < rows.Length; i++)
            {
                if (IsOf(run, rows[i]))
                    frequencies[rows[i]] += Weighed(run, codes[i]);
            }
        }

        foreach (var run in runs)
        {
            foreach (var row in run.Rows)
                Settle(term, row);
        }
    }

    private void AddToCandidates(QueryTerm term, int stretch)
    {
        foreach (var run in term.In(stretch))
        {
            var rows = run.Rows;
            var codes = run.Frequencies;
            var at = 0;
            foreach (var row in candidates)
            {
                at = FirstFrom(rows, at, row);
                if (at == rows.Length)
                    break;
                if (rows[at] == row && IsOf(run, row))
                    frequencies[row] += Weighed(run, codes[at]);
            }
        }

        foreach (var row in candidates)
            Settle(term, row);
    }

    /// <summary>Whether a run says what a row is now, and not what it was.</summary>
    private bool IsOf(PostingRun run, ushort row) => owners is null || owners[(run.Stretch << PostingRun.StretchBits) + row] == run.Part;

    /// <summary>Makes a score of what the fields have gathered for a row, once.</summary>
    private void Settle(QueryTerm term, ushort row)
    {
        var frequency = frequencies[row];
        if (frequency == 0)
            return;
        scores[row] += term.Weight * Saturated(frequency);
        frequencies[row] = 0;
    }

    /// <summary>Rows that pass the filter and have a score above a limit.</summary>
    private void FindCandidates(float limit, int first, RowSet? filter)
    {
        candidates.Clear();
        var least = new Vector<float>(Math.Max(limit, 0));
        for (var block = 0; block < scores.Length; block += Vector<float>.Count)
        {
            if (!Vector.GreaterThanAny(new Vector<float>(scores, block), least))
                continue;
            for (var row = block; row < block + Vector<float>.Count; row++)
            {
                if (scores[row] > least[0] && (filter is null || filter.Contains(first + row)))
                    candidates.Add((ushort)row);
            }
        }
    }

    /// <summary>What a term can give a product of a stretch at most.</summary>
    private static float Bound(QueryTerm term, int stretch)
    {
        var frequency = 0f;
        foreach (var run in term.In(stretch))
            frequency += FieldNumbers.Weights[run.Field] * run.Greatest;
        return Margin * term.Weight * Saturated(frequency);
    }

    /// <summary>The place of the first row that is not before one, in ever longer steps from where the last one was.</summary>
    private static int FirstFrom(ReadOnlySpan<ushort> rows, int from, ushort row)
    {
        var step = 1;
        while (from + step < rows.Length && rows[from + step] < row)
        {
            from += step;
            step *= 2;
        }

        var place = rows[from..Math.Min(from + step + 1, rows.Length)].BinarySearch(row);
        return from + (place < 0 ? ~place : place);
    }

    private static float Weighed(PostingRun run, ushort code) => FieldNumbers.Weights[run.Field] * RelativeFrequency.ToSingle(code);

    private static float Saturated(float frequency) => frequency / (K1 + frequency);

    private static int RoundUp(int count) => (count + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
}
