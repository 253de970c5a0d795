using Vitrine.Models.Training;

namespace Vitrine.Models.Contrastive;

/// <summary>
/// Which pairs each step of a training sees: whole batches in a new order each epoch; what does not fill a batch waits for another epoch. Products of one category
/// stand together in runs, so that a batch holds wrong answers that are hard: a random one mostly has shoes to tell from watches.
/// </summary>
internal sealed class TrainingBatches
{
    private readonly int[] rows;
    private readonly int[] categories;
    private readonly int run;
    private int[] order = [];
    private int orderedEpoch = -1;

    /// <param name="rows">The product row of each pair.</param>
    /// <param name="categories">The category of each pair.</param>
    /// <param name="size">Pairs per batch.</param>
    /// <param name="run">Pairs of one category that stand together; 1: none do.</param>
    /// <param name="seed">Of the orders.</param>
    public TrainingBatches(int[] rows, int[] categories, int size, int run, ulong seed)
    {
        (this.rows, this.categories, this.run, Seed) = (rows, categories, run, seed);
        Size = Math.Min(size, rows.Length);
    }

    public int Size { get; }

    public int StepsPerEpoch => rows.Length / Size;

    public ulong Seed { get; }

    /// <summary>The pairs of a step.</summary>
    public int[] Pairs(int epoch, int step)
    {
        if (orderedEpoch != epoch)
            (order, orderedEpoch) = (Order(epoch), epoch);
        return order[(step * Size)..((step + 1) * Size)];
    }

    /// <summary>Their product rows.</summary>
    public int[] Rows(int epoch, int step) => Array.ConvertAll(Pairs(epoch, step), pair => rows[pair]);

    private int[] Order(int epoch)
    {
        var random = RandomStreams.Order(Seed, epoch, rows.Length);
        if (run == 1)
            return random;
        int[][] runs = [.. random.GroupBy(pair => categories[pair]).SelectMany(category => category.Chunk(run))];
        RandomStreams.For(Seed, "runs", epoch).Shuffle<int[]>(runs);
        return [.. runs.SelectMany(pairs => pairs)];
    }
}
