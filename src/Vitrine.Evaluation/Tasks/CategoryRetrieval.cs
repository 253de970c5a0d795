namespace Vitrine.Evaluation;

/// <summary>
/// Retrieval where an item is relevant if it shares the query's category, judged on every layer of the category tree.
/// For codes, items are counted per distance instead of sorted, so a query costs one pass over the gallery.
/// </summary>
public static class CategoryRetrieval
{
    /// <summary>Evaluates rankings by integer distance, as hash codes give them.</summary>
    /// <param name="queryLabels">Labels of the queries, [layer][query], coarse layer first.</param>
    /// <param name="galleryLabels">Labels of the gallery, [layer][row]; equal numbers mean the same category.</param>
    /// <param name="maxDistance">Largest possible distance: the code's number of bits.</param>
    /// <param name="distances">Fills in the distances of one query.</param>
    /// <param name="protocol">The caller's part of the protocol.</param>
    /// <param name="options">Settings, null for the defaults.</param>
    /// <param name="progress">Receives the number of finished queries.</param>
    /// <param name="cancellation">Stops between two queries.</param>
    /// <exception cref="ArgumentException">Layers or lengths do not fit, or every query was left out.</exception>
    public static CategoryResult Evaluate(
        IReadOnlyList<IReadOnlyList<int>> queryLabels, IReadOnlyList<IReadOnlyList<int>> galleryLabels, int maxDistance,
        DistanceSource distances, ProtocolRecord protocol, CategoryOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new CategoryOptions();
        var run = new CategoryRun(queryLabels, galleryLabels, options, hasRadius: true);
        run.Each(
            gallery => new ushort[gallery],
            (query, buffer, scratch) =>
            {
                distances(query, buffer);
                run.CountBall(query, buffer);
                if (options.Ties == TieRule.Classic)
                    return scratch.SetOrder(scratch.Sorter.Ascending(buffer));
                for (var row = 0; row < buffer.Length; row++)
                    scratch.BucketOf[row] = buffer[row];
                return maxDistance + 1;
            },
            progress, cancellation);
        return run.Summarise(protocol);
    }

    /// <summary>Evaluates rankings by real-valued score, higher first, equal scores tied. Parameters as for distances.</summary>
    /// <exception cref="ArgumentException">Layers or lengths do not fit, a score is NaN, or every query was left out.</exception>
    public static CategoryResult Evaluate(
        IReadOnlyList<IReadOnlyList<int>> queryLabels, IReadOnlyList<IReadOnlyList<int>> galleryLabels,
        ScoreSource scores, ProtocolRecord protocol, CategoryOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new CategoryOptions();
        var run = new CategoryRun(queryLabels, galleryLabels, options, hasRadius: false);
        run.Each(
            gallery => new float[gallery],
            (query, buffer, scratch) =>
            {
                scores(query, buffer);
                var order = scratch.Sorter.Descending(buffer);
                if (options.Ties == TieRule.Classic)
                    return scratch.SetOrder(order);
                var bucket = -1;
                for (var i = 0; i < order.Length; i++)
                {
                    if (i == 0 || buffer[order[i]] != buffer[order[i - 1]])
                        bucket++;
                    scratch.BucketOf[order[i]] = bucket;
                }

                return bucket + 1;
            },
            progress, cancellation);
        return run.Summarise(protocol);
    }
}
