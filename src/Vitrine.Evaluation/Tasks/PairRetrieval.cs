namespace Vitrine.Evaluation;

/// <summary>
/// Retrieval of a query's own partner, or of any item of its relevance set: R@k, median rank, MRR. Also composed queries, with
/// the reference taken out of the gallery by <see cref="PairOptions.ExcludedRows"/>.
/// </summary>
public static class PairRetrieval
{
    /// <summary>Evaluates rankings by score, higher first.</summary>
    /// <param name="relevantRows">Per query the relevant gallery rows, each once; a query with none is left out and counted.</param>
    /// <param name="galleryCount">Rows of the gallery.</param>
    /// <param name="scores">Fills in the scores of one query.</param>
    /// <param name="protocol">The caller's part of the protocol.</param>
    /// <param name="options">Settings, null for the defaults.</param>
    /// <param name="progress">Receives the number of finished queries.</param>
    /// <param name="cancellation">Stops between two queries.</param>
    /// <exception cref="ArgumentException">A score is NaN, or no query has a relevant item.</exception>
    public static PairResult Evaluate(
        IReadOnlyList<int[]> relevantRows, int galleryCount, ScoreSource scores, ProtocolRecord protocol,
        PairOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new PairOptions();
        if (options.ExcludedRows is { } given && given.Count != relevantRows.Count)
            throw new ArgumentException($"There are {relevantRows.Count} queries but {given.Count} excluded rows; give one per query, −1 for none.", nameof(options));
        var found = new FirstRelevant?[relevantRows.Count];
        var done = 0;
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Math.Max(1, options.Threads) };
        Parallel.For(0, relevantRows.Count, parallel, () => new float[galleryCount], (query, _, buffer) =>
        {
            var excluded = options.ExcludedRows?[query] ?? -1;
            if (relevantRows[query].Any(row => row != excluded))
            {
                scores(query, buffer);
                found[query] = options.Ties == TieRule.Classic
                    ? FirstRelevant.Classic(buffer, relevantRows[query], excluded)
                    : FirstRelevant.Of(buffer, relevantRows[query], excluded);
            }

            progress?.Report(Interlocked.Increment(ref done));
            return buffer;
        }, _ => { });
        return Summarise(relevantRows, galleryCount, found, protocol, options);
    }

    /// <summary>Evaluates rankings by integer distance, smaller first. Parameters as for scores.</summary>
    public static PairResult Evaluate(
        IReadOnlyList<int[]> relevantRows, int galleryCount, DistanceSource distances, ProtocolRecord protocol,
        PairOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        // Integers up to 65,535 are exact in float32, so minus the distance is a score with the same ties.
        using var buffers = new ThreadLocal<ushort[]>(() => new ushort[galleryCount]);
        return Evaluate(relevantRows, galleryCount, (query, scores) =>
        {
            var buffer = buffers.Value!;
            distances(query, buffer);
            for (var row = 0; row < buffer.Length; row++)
                scores[row] = -buffer[row];
        }, protocol, options, progress, cancellation);
    }

    private static PairResult Summarise(IReadOnlyList<int[]> relevantRows, int galleryCount, FirstRelevant?[] found, ProtocolRecord protocol, PairOptions options)
    {
        var scored = Enumerable.Range(0, found.Length).Where(q => found[q] is not null).ToArray();
        if (scored.Length == 0)
            throw new ArgumentException($"None of {found.Length} queries has a relevant item in the gallery; there is nothing to average.", nameof(relevantRows));
        FirstRelevant Chance(int query)
        {
            var excluded = options.ExcludedRows?[query] ?? -1;
            return new FirstRelevant(0, new TieBucket(galleryCount - (excluded < 0 ? 0 : 1), relevantRows[query].Count(row => row != excluded)));
        }

        TieAware Mean(Func<FirstRelevant, double> metric) => TieAware.Mean(scored.Select(q => found[q]!.Value.Bounded(metric)));
        var ranks = scored.Select(q => found[q]!.Value.Bounded(f => f.Rank())).ToArray();
        return new PairResult
        {
            Protocol = protocol with
            {
                Ties = options.Ties,
                Cutoffs = [$"R@{string.Join(',', options.Ranks)} = share of queries with a relevant item among the first k", "queries without a relevant item left out"],
            },
            Queries = scored.Length,
            LeftOut = found.Length - scored.Length,
            Recall = [.. options.Ranks.Select(k => new RecallAtK(k, Mean(f => f.HitAt(k)), scored.Average(q => Chance(q).HitAt(k))))],
            MedianRank = new TieAware(Median(ranks.Select(r => r.Value)), Median(ranks.Select(r => r.Pessimistic)), Median(ranks.Select(r => r.Optimistic))),
            Mrr = Mean(f => f.ReciprocalRank()),
            MrrChance = scored.Average(q => Chance(q).ReciprocalRank()),
            PerQuery = found,
        };
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
