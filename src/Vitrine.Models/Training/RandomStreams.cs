using Vitrine.Platform;
using Vitrine.Tensors;

namespace Vitrine.Models.Training;

/// <summary>
/// Random numbers addressed by what they are for, instead of one sequence: nothing has to be saved to go on from any step, and a
/// thread that prepares a batch ahead draws the same numbers as one that does not.
/// </summary>
public static class RandomStreams
{
    /// <summary>The source for one purpose of a training: initial weights, the order of an epoch, the augmentation of a step.</summary>
    /// <param name="seed">The training's seed.</param>
    /// <param name="purpose">Any fixed name.</param>
    /// <param name="epoch">0-based, where the purpose has epochs.</param>
    /// <param name="step">0-based, where it has steps.</param>
    public static RandomSource For(ulong seed, string purpose, int epoch = 0, int step = 0)
    {
        // FNV-1a, since the hash codes of strings change from process to process.
        var key = 0xCBF29CE484222325;
        foreach (var character in purpose)
            key = (key ^ character) * 0x100000001B3;
        // Near inputs (seeds 1, 2, 3, steps in a row) give unrelated outputs.
        return new RandomSource(SplitMix64.Mix(SplitMix64.Mix(SplitMix64.Mix(seed) ^ key) ^ ((ulong)epoch << 32 | (uint)step)));
    }

    /// <summary>The numbers 0 … count − 1 in the random order of an epoch.</summary>
    public static int[] Order(ulong seed, int epoch, int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++)
            order[i] = i;
        For(seed, "order", epoch).Shuffle<int>(order);
        return order;
    }
}
