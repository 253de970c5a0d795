using Vitrine.Models.Training;

namespace Vitrine.Models.FineGrained;

/// <summary>All texts of a batch with all items of the same batch: a thousand times the pairs at the cost of a batch.</summary>
/// <param name="labels">The class of each item.</param>
/// <param name="items">Items of a batch.</param>
/// <param name="seed">Of the orders.</param>
internal sealed class CrossPairs(int[] labels, int items, ulong seed) : IPairBatches
{
    private readonly EpochBatches order = new(labels.Length, items, seed);

    public int StepsPerEpoch => order.StepsPerEpoch;

    public int Size => order.Size * order.Size;

    public PairBatch Of(int epoch, int step)
    {
        var own = order.Items(epoch, step);
        var matches = new bool[own.Length * own.Length];
        for (var pair = 0; pair < matches.Length; pair++)
            matches[pair] = labels[own[pair / own.Length]] == labels[own[pair % own.Length]];
        return new PairBatch(own, own, true, matches);
    }

    public IEnumerable<(int Left, int Right, bool Matches)> Sample(int most)
    {
        var all = (long)labels.Length * labels.Length;
        var count = Math.Min(all, most);
        for (var i = 0L; i < count; i++)
        {
            var (left, right) = Math.DivRem(i * all / count, labels.Length);
            yield return ((int)left, (int)right, labels[(int)left] == labels[(int)right]);
        }
    }
}
