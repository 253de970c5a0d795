namespace Vitrine.Models.Training;

/// <summary>Which items each step of a training sees: whole batches in a new order each epoch; what does not fill a batch waits for another epoch.</summary>
/// <param name="count">Items 0 … count − 1.</param>
/// <param name="size">Items per batch; all, where there are fewer.</param>
/// <param name="seed">Of the orders.</param>
internal sealed class EpochBatches(int count, int size, ulong seed)
{
    private int[] order = [];
    private int orderedEpoch = -1;

    public int Size { get; } = Math.Min(size, count);

    public int StepsPerEpoch => count / Size;

    public ulong Seed => seed;

    /// <summary>The items of a step.</summary>
    public int[] Items(int epoch, int step)
    {
        if (orderedEpoch != epoch)
            (order, orderedEpoch) = (RandomStreams.Order(seed, epoch, count), epoch);
        return order[(step * Size)..((step + 1) * Size)];
    }
}
