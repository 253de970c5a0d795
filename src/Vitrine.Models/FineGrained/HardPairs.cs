using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Models.FineGrained;

/// <summary>Two training products whose texts speak against what their classes say.</summary>
/// <param name="One">An item.</param>
/// <param name="Other">Another.</param>
/// <param name="Label">0.1 … 0.9: how near their texts are.</param>
public sealed record HardPair(int One, int Other, float Label);

/// <summary>What a siamese network makes of the training pairs: how its labels spread, and where they are most surprising.</summary>
/// <param name="Products">Training products that were compared, each with each.</param>
/// <param name="Matching">How many pairs of one class have the label 0.1, 0.2 … 0.9.</param>
/// <param name="Others">The same of pairs of two classes.</param>
/// <param name="Positives">Pairs of one class with the least similar texts, the hardest first.</param>
/// <param name="Negatives">Pairs of two classes with the most similar texts.</param>
public sealed record HardPairs(int Products, IReadOnlyList<long> Matching, IReadOnlyList<long> Others, IReadOnlyList<HardPair> Positives, IReadOnlyList<HardPair> Negatives)
{
    // Twelve million pairs: seconds, and enough to find hard ones of every class.
    private const int MostProducts = 5000;
    private const int Rows = 256;

    /// <summary>Looks at the training pairs of a model that learned labels; of a large shop, at those of some of its products, evenly spread.</summary>
    /// <param name="data">What the model was trained on.</param>
    /// <param name="directory">The model.</param>
    /// <param name="most">Hard pairs of each kind; no product stands in two of a kind.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="UsageException">The model was trained without labels.</exception>
    public static HardPairs Find(ITrainingData data, ModelDirectory directory, int most, CancellationToken cancellation = default)
    {
        var rows = data.TrainingPart();
        var (machine, classes) = LabelMachine.Open(data, directory, rows, cancellation);
        var count = Math.Min(rows.Length, MostProducts);
        int[] chosen = [.. Enumerable.Range(0, count).Select(i => (int)((long)i * rows.Length / count))];
        var (matching, others) = (new long[LabelMachine.Steps], new long[LabelMachine.Steps]);
        var (positives, negatives) = (new Hardest(most), new Hardest(most));
        for (var start = 0; start < count; start += Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            var ones = chosen[start..Math.Min(count, start + Rows)];
            var similarities = machine.Similarities(ones, chosen);
            for (var pair = 0; pair < similarities.Length; pair++)
            {
                var (one, other) = (ones[pair / count], chosen[pair % count]);
                if (one >= other)
                    continue;
                var (matches, similarity) = (classes[one] == classes[other], similarities[pair]);
                (matches ? matching : others)[machine.StepOf(similarity)]++;
                (matches ? positives : negatives).Add(matches ? -similarity : similarity, one, other);
            }
        }

        return new HardPairs(count, matching, others, Pick(positives), Pick(negatives));

        HardPair[] Pick(Hardest pairs) => [.. pairs.Pairs().Select(pair => new HardPair(rows[pair.One], rows[pair.Other], machine.LabelOf(machine.Similarity(pair.One, pair.Other))))];
    }

    /// <summary>Keeps the hardest pairs seen, several times as many as are wanted, because a product may stand in most of them.</summary>
    private sealed class Hardest(int most)
    {
        private const int Spare = 200;

        private readonly PriorityQueue<(int One, int Other), float> kept = new();

        public void Add(float hardness, int one, int other)
        {
            if (kept.Count < most * Spare)
                kept.Enqueue((one, other), hardness);
            else if (kept.TryPeek(out _, out var least) && hardness > least)
                kept.EnqueueDequeue((one, other), hardness);
        }

        public IEnumerable<(int One, int Other)> Pairs()
        {
            var seen = new HashSet<int>();
            var sorted = kept.UnorderedItems.OrderByDescending(pair => pair.Priority).ThenBy(pair => pair.Element).Select(pair => pair.Element);
            foreach (var (one, other) in sorted)
            {
                if (!seen.Contains(one) && !seen.Contains(other) && seen.Count < 2 * most)
                {
                    seen.UnionWith([one, other]);
                    yield return (one, other);
                }
            }
        }
    }
}
