namespace Vitrine.Evaluation;

/// <summary>The per-query results of one evaluation, filled by several threads at distinct places, then averaged in query order.</summary>
internal sealed class CategoryRun
{
    private readonly IReadOnlyList<IReadOnlyList<int>> queryLabels;
    private readonly LabelIndex gallery;
    private readonly CategoryOptions options;
    private readonly bool hasRadius;
    private readonly int queryCount;
    private readonly bool[] scored;
    private readonly TieAware[][] averagePrecision; // [layer][query]
    private readonly TieAware[][] precision; // [rank][query]
    private readonly double[] treeDistance;
    private readonly double[] ballPrecision;
    private readonly bool[] ballEmpty;

    public CategoryRun(IReadOnlyList<IReadOnlyList<int>> queryLabels, IReadOnlyList<IReadOnlyList<int>> galleryLabels, CategoryOptions options, bool hasRadius)
    {
        Check(queryLabels, galleryLabels);
        this.queryLabels = queryLabels;
        this.options = options;
        this.hasRadius = hasRadius;
        gallery = new LabelIndex(galleryLabels);
        queryCount = queryLabels[0].Count;
        scored = new bool[queryCount];
        averagePrecision = Table(gallery.LayerCount);
        precision = Table(options.PrecisionRanks.Count);
        treeDistance = new double[queryCount];
        ballPrecision = new double[queryCount];
        ballEmpty = new bool[queryCount];
    }

    /// <summary>Lets <paramref name="rank"/> put each gallery row into a bucket and return the number of buckets, then scores the query.</summary>
    public void Each<T>(Func<int, T> buffer, Func<int, T, CategoryScratch, int> rank, IProgress<int>? progress, CancellationToken cancellation)
    {
        var done = 0;
        var parallel = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Math.Max(1, options.Threads) };
        Parallel.For(0, queryCount, parallel,
            () => (Buffer: buffer(gallery.GalleryCount), Scratch: new CategoryScratch(gallery.LayerCount, gallery.GalleryCount)),
            (query, _, local) =>
            {
                if (gallery.Rows(gallery.LayerCount - 1, queryLabels[^1][query]).Length >= Math.Max(1, options.MinimumGalleryItems))
                {
                    Score(query, rank(query, local.Buffer, local.Scratch), local.Scratch);
                    scored[query] = true;
                }

                progress?.Report(Interlocked.Increment(ref done));
                return local;
            },
            _ => { });
    }

    /// <summary>Precision within the Hamming ball.</summary>
    public void CountBall(int query, ReadOnlySpan<ushort> distances)
    {
        int total = 0, relevant = 0;
        foreach (var distance in distances)
            total += distance <= options.Radius ? 1 : 0;
        if (total > 0)
        {
            foreach (var row in gallery.Rows(gallery.LayerCount - 1, queryLabels[^1][query]))
                relevant += distances[row] <= options.Radius ? 1 : 0;
        }

        ballEmpty[query] = total == 0;
        ballPrecision[query] = total == 0 ? 0 : (double)relevant / total;
    }

    private void Score(int query, int bucketCount, CategoryScratch scratch)
    {
        scratch.Count(bucketCount, layer => gallery.Rows(layer, queryLabels[layer][query]));
        for (var layer = 0; layer < gallery.LayerCount; layer++)
        {
            var relevant = gallery.Rows(layer, queryLabels[layer][query]).Length;
            averagePrecision[layer][query] = TieAware.Of(scratch.Ranking(layer),
                ranking => AveragePrecision.Expected(ranking, relevant, options.MapCutoff ?? int.MaxValue));
        }

        var finest = scratch.Ranking(gallery.LayerCount - 1);
        for (var r = 0; r < precision.Length; r++)
        {
            var rank = options.PrecisionRanks[r];
            precision[r][query] = TieAware.Of(finest, ranking => Precision.At(ranking, rank));
        }

        treeDistance[query] = scratch.TreeDistance(Math.Min(options.TreeRanks, gallery.GalleryCount));
    }

    public CategoryResult Summarise(ProtocolRecord protocol)
    {
        var queries = Enumerable.Range(0, queryCount).Where(q => scored[q]).ToArray();
        if (queries.Length == 0)
            throw new ArgumentException($"None of {queryCount} queries has {Math.Max(1, options.MinimumGalleryItems)} or more gallery items of its finest category; there is nothing to average.");
        var n = gallery.GalleryCount;
        int Relevant(int layer, int query) => gallery.Rows(layer, queryLabels[layer][query]).Length;
        return new CategoryResult
        {
            Protocol = protocol with { Ties = options.Ties, Cutoffs = Cutoffs() },
            Queries = queries.Length,
            LeftOut = queryCount - queries.Length,
            Layers = [.. Enumerable.Range(0, gallery.LayerCount).Select(layer => new LayerResult(
                layer + 1,
                TieAware.Mean(queries.Select(q => averagePrecision[layer][q])),
                queries.Average(q => AveragePrecision.Chance(n, Relevant(layer, q), options.MapCutoff ?? int.MaxValue)),
                [.. Enumerable.Range(0, queryCount).Select(q => scored[q] ? averagePrecision[layer][q].Value : double.NaN)]))],
            PrecisionCurve = [.. options.PrecisionRanks.Select((rank, r) => (rank, TieAware.Mean(queries.Select(q => precision[r][q])),
                queries.Average(q => (double)Relevant(gallery.LayerCount - 1, q) / n * Math.Min(rank, n) / rank)))],
            PrecisionChance = queries.Average(q => (double)Relevant(gallery.LayerCount - 1, q) / n),
            PrecisionWithinRadius = hasRadius ? queries.Average(q => ballPrecision[q]) : null,
            EmptyBalls = hasRadius ? queries.Count(q => ballEmpty[q]) : null,
            TreeDistance = queries.Average(q => treeDistance[q]),
            TreeDistanceChance = queries.Average(q => Enumerable.Range(0, gallery.LayerCount).Sum(layer => 1 - (double)Relevant(layer, q) / n)),
        };
    }

    private List<string> Cutoffs()
    {
        List<string> cutoffs = [options.MapCutoff is { } k ? $"MAP@{k} divided by min({k}, relevant)" : "MAP over the whole gallery"];
        if (options.PrecisionRanks.Count > 0)
            cutoffs.Add($"P@{string.Join(',', options.PrecisionRanks)}");
        if (hasRadius)
            cutoffs.Add($"precision within radius {options.Radius}, empty ball = 0");
        cutoffs.Add($"tree distance of the first {options.TreeRanks}");
        cutoffs.Add($"queries with fewer than {Math.Max(1, options.MinimumGalleryItems)} gallery items of their finest category left out");
        return cutoffs;
    }

    private TieAware[][] Table(int rows) => [.. Enumerable.Range(0, rows).Select(_ => new TieAware[queryCount])];

    private static void Check(IReadOnlyList<IReadOnlyList<int>> queryLabels, IReadOnlyList<IReadOnlyList<int>> galleryLabels)
    {
        if (queryLabels.Count == 0 || queryLabels.Count != galleryLabels.Count)
            throw new ArgumentException($"Queries have {queryLabels.Count} label layers and the gallery has {galleryLabels.Count}; both need the same, at least one.");
        if (queryLabels.Any(layer => layer.Count != queryLabels[0].Count) || galleryLabels.Any(layer => layer.Count != galleryLabels[0].Count))
            throw new ArgumentException("The layers hold different numbers of labels; each layer needs one label per item.");
        if (galleryLabels[0].Count == 0)
            throw new ArgumentException("The gallery is empty; there is nothing to rank.");
    }
}
