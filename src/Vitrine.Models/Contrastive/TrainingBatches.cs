using Vitrine.Models.Training;

namespace Vitrine.Models.Contrastive;

/// <summary>The pairs of each step, and the product rows that they stand for.</summary>
/// <param name="rows">The product row of each pair.</param>
/// <param name="size">Pairs per batch.</param>
/// <param name="seed">Of the orders.</param>
internal sealed class TrainingBatches(int[] rows, int size, ulong seed)
{
    private readonly EpochBatches pairs = new(rows.Length, size, seed);

    public int Size => pairs.Size;

    public int StepsPerEpoch => pairs.StepsPerEpoch;

    public ulong Seed => pairs.Seed;

    /// <summary>The pairs of a step.</summary>
    public int[] Pairs(int epoch, int step) => pairs.Items(epoch, step);

    /// <summary>Their product rows.</summary>
    public int[] Rows(int epoch, int step) => Array.ConvertAll(Pairs(epoch, step), pair => rows[pair]);
}
