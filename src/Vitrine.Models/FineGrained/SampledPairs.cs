using Vitrine.Models.Training;

namespace Vitrine.Models.FineGrained;

/// <summary>
/// The published choice: all original pairs, for each class 3,800 pairs of two of its items, and as many pairs of items of different classes, spread evenly over
/// the ordered pairs of classes (440 for each of the 90 of ten classes). Drawn once; in a new order each epoch.
/// </summary>
internal sealed class SampledPairs : IPairBatches
{
    private const int SamePerClass = 3800;
    private const int OthersPerClass = 3960;

    private readonly (int Left, int Right, bool Matches)[] pairs;
    private readonly EpochBatches order;

    /// <param name="labels">The class of each item.</param>
    /// <param name="size">Pairs of a step.</param>
    /// <param name="seed">Of the draw and the orders.</param>
    public SampledPairs(int[] labels, int size, ulong seed)
    {
        var random = RandomStreams.For(seed, "pairs");
        int[][] classes = [.. labels.Index().GroupBy(item => item.Item, item => item.Index).OrderBy(group => group.Key).Select(group => group.ToArray())];
        pairs = [.. labels.Select((_, item) => (item, item, true)), .. classes.SelectMany(own => Draw(own, own, SamePerClass, true)), .. Others()];
        order = new EpochBatches(pairs.Length, size, seed);

        IEnumerable<(int, int, bool)> Others()
        {
            foreach (var (i, left) in classes.Index())
            {
                // What does not come out even goes to the first of the other classes.
                for (var (j, done) = (0, 0); j < classes.Length - 1; j++)
                {
                    var upTo = (int)((j + 1L) * OthersPerClass / (classes.Length - 1));
                    foreach (var pair in Draw(left, classes[(i + j + 1) % classes.Length], upTo - done, false))
                        yield return pair;
                    done = upTo;
                }
            }
        }

        IEnumerable<(int, int, bool)> Draw(int[] left, int[] right, int count, bool matches) =>
            Enumerable.Range(0, count).Select(_ => (left[random.NextInt(left.Length)], right[random.NextInt(right.Length)], matches));
    }

    public int StepsPerEpoch => order.StepsPerEpoch;

    public int Size => order.Size;

    public PairBatch Of(int epoch, int step)
    {
        var own = Array.ConvertAll(order.Items(epoch, step), pair => pairs[pair]);
        return new PairBatch(Array.ConvertAll(own, pair => pair.Left), Array.ConvertAll(own, pair => pair.Right), false, Array.ConvertAll(own, pair => pair.Matches));
    }

    public IEnumerable<(int Left, int Right, bool Matches)> Sample(int most) =>
        pairs.Length <= most ? pairs : Enumerable.Range(0, most).Select(i => pairs[(int)((long)i * pairs.Length / most)]);
}
