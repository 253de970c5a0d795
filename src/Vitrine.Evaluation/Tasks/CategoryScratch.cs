namespace Vitrine.Evaluation;

/// <summary>Buffers of one thread: which bucket each gallery row is in, and the counts per bucket and layer.</summary>
internal sealed class CategoryScratch(int layers, int galleryCount)
{
    private readonly int[][] relevant = [.. Enumerable.Range(0, layers).Select(_ => Array.Empty<int>())];
    private int[] total = [];
    private TieBucket[] ranking = [];
    private int bucketCount;

    /// <summary>Bucket of every gallery row, 0 is the best.</summary>
    public int[] BucketOf { get; } = new int[galleryCount];

    /// <summary>Sorts the rows of this thread's queries.</summary>
    public RowSorter Sorter { get; } = new(galleryCount);

    /// <summary>Gives each row of an order its own bucket and returns their number.</summary>
    public int SetOrder(ReadOnlySpan<int> order)
    {
        for (var i = 0; i < order.Length; i++)
            BucketOf[order[i]] = i;
        return order.Length;
    }

    /// <summary>Counts all rows and, per layer, the relevant rows of each bucket.</summary>
    public void Count(int buckets, Func<int, int[]> relevantRows)
    {
        bucketCount = buckets;
        if (total.Length < buckets)
        {
            total = new int[buckets];
            ranking = new TieBucket[buckets];
            for (var layer = 0; layer < layers; layer++)
                relevant[layer] = new int[buckets];
        }

        Array.Clear(total);
        foreach (var bucket in BucketOf)
            total[bucket]++;
        for (var layer = 0; layer < layers; layer++)
        {
            var counts = relevant[layer];
            Array.Clear(counts);
            foreach (var row in relevantRows(layer))
                counts[BucketOf[row]]++;
        }
    }

    /// <summary>
    /// The ranking as one layer judges it; valid until the next call. Runs of irrelevant items become one bucket, which changes no
    /// metric and shortens a ranking by score from one bucket per item to about two per relevant item.
    /// </summary>
    public ReadOnlySpan<TieBucket> Ranking(int layer)
    {
        var counts = relevant[layer];
        int length = 0, irrelevant = 0;
        for (var b = 0; b < bucketCount; b++)
        {
            if (counts[b] == 0)
            {
                irrelevant += total[b];
                continue;
            }

            if (irrelevant > 0)
                ranking[length++] = new TieBucket(irrelevant, 0);
            irrelevant = 0;
            ranking[length++] = new TieBucket(total[b], counts[b]);
        }

        if (irrelevant > 0)
            ranking[length++] = new TieBucket(irrelevant, 0);
        return ranking.AsSpan(0, length);
    }

    /// <summary>
    /// Expected tree distance of the first items. An item's distance is the number of layers on which it is not relevant, because
    /// labels are nested; so the counts at hand suffice.
    /// </summary>
    public double TreeDistance(int ranks)
    {
        double sum = 0;
        var left = ranks;
        for (var b = 0; b < bucketCount && left > 0; b++)
        {
            if (total[b] == 0)
                continue;
            var taken = Math.Min(left, total[b]);
            var steps = 0;
            for (var layer = 0; layer < layers; layer++)
                steps += total[b] - relevant[layer][b];
            sum += (double)steps * taken / total[b];
            left -= taken;
        }

        return sum / ranks;
    }
}
