using Vitrine.Models.Training;

namespace Vitrine.Models.Contrastive;

/// <summary>Which pairs each step of a training sees: whole batches in a new order each epoch; what does not fill a batch waits for another epoch.</summary>
/// <param name="rows">The product row of each pair.</param>
/// <param name="size">Pairs per batch.</param>
/// <param name="seed">Of the orders.</param>
internal sealed class TrainingBatches(int[] rows, int size, ulong seed)
{
    private int[] order = [];
    private int orderedEpoch = -1;

    public int Size { get; } = Math.Min(size, rows.Length);

    public int StepsPerEpoch => rows.Length / Size;

    public ulong Seed => seed;

    /// <summary>The pairs of a step.</summary>
    public int[] Pairs(int epoch, int step)
    {
        if (orderedEpoch != epoch)
            (order, orderedEpoch) = (RandomStreams.Order(seed, epoch, rows.Length), epoch);
        return order[(step * Size)..((step + 1) * Size)];
    }

    /// <summary>Their product rows.</summary>
    public int[] Rows(int epoch, int step) => Array.ConvertAll(Pairs(epoch, step), pair => rows[pair]);
}
