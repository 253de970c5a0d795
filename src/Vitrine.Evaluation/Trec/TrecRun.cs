using System.Globalization;

namespace Vitrine.Evaluation;

/// <summary>One retrieved document.</summary>
public readonly record struct TrecHit(string DocumentId, float Score);

/// <summary>Rankings in TREC form: <c>qid Q0 docid rank score tag</c>, one per line, optionally gzipped.</summary>
public sealed class TrecRun
{
    private readonly Dictionary<string, IReadOnlyList<TrecHit>> hits = [];

    /// <summary>Query ids in the order they were added.</summary>
    public IEnumerable<string> Queries => hits.Keys;

    /// <summary>Hits of a query, best first; empty for an unknown query.</summary>
    public IReadOnlyList<TrecHit> Hits(string queryId) => hits.GetValueOrDefault(queryId, []);

    /// <summary>Sets the ranking of a query, best first.</summary>
    public void Set(string queryId, IReadOnlyList<TrecHit> ranking) => hits[queryId] = ranking;

    /// <summary>
    /// Reads a file. As in trec_eval the score orders the hits, the rank column is ignored, and equal scores are ordered by
    /// descending document id (ordinal).
    /// </summary>
    /// <exception cref="TrecFormatException">A line has other cells, a score is no finite number, a document is repeated, or a limit is exceeded.</exception>
    public static TrecRun Read(string path, TrecLimits? limits = null)
    {
        var lists = new Dictionary<string, List<TrecHit>>();
        var seen = new HashSet<(string, string)>();
        foreach (var (line, cells) in TrecText.Read(path, "qid Q0 docid rank score tag", limits ?? TrecLimits.Default))
        {
            if (!float.TryParse(cells[4], NumberStyles.Float, CultureInfo.InvariantCulture, out var score) || !float.IsFinite(score))
                throw new TrecFormatException(path, line, $"score '{cells[4]}' found, a finite number expected.");
            if (!seen.Add((cells[0], cells[2])))
                throw new TrecFormatException(path, line, $"query '{cells[0]}' retrieves document '{cells[2]}' a second time; remove one of the lines.");
            if (!lists.TryGetValue(cells[0], out var list))
                lists.Add(cells[0], list = []);
            list.Add(new TrecHit(cells[2], score));
        }

        var run = new TrecRun();
        foreach (var (query, list) in lists)
        {
            list.Sort((a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : string.CompareOrdinal(b.DocumentId, a.DocumentId));
            run.Set(query, list);
        }

        return run;
    }

    /// <summary>
    /// Writes a file. Evaluators ignore the rank and re-sort by score, so a score that does not fall below its predecessor's is
    /// lowered to the next smaller float32: the written scores fall strictly and every evaluator sees exactly this order.
    /// </summary>
    /// <param name="path">File to write, gzipped if it ends in .gz.</param>
    /// <param name="tag">Name of the run, without white space.</param>
    /// <exception cref="ArgumentException">An id or the tag is empty or holds white space, or a score is not finite.</exception>
    public void Write(string path, string tag)
    {
        TrecText.Cell(tag, "run");
        using var writer = TrecText.Create(path);
        foreach (var (query, ranking) in hits)
        {
            TrecText.Cell(query, "query");
            var ceiling = float.MaxValue;
            for (var rank = 0; rank < ranking.Count; rank++)
            {
                var (document, score) = ranking[rank];
                if (!float.IsFinite(score))
                    throw new ArgumentException($"Query '{query}', document '{document}': score {score} found, a finite number expected.");
                score = MathF.Min(score, ceiling);
                ceiling = MathF.BitDecrement(score);
                writer.WriteLine(FormattableString.Invariant($"{query} Q0 {TrecText.Cell(document, "document")} {rank + 1} {score:R} {tag}"));
            }
        }
    }
}
