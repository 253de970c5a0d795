using Vitrine.Models.Contract;
using Vitrine.Models.Training;

namespace Vitrine.Models.Progressive;

/// <summary>The examples of one step.</summary>
/// <param name="References">Items that are shown. [batch]</param>
/// <param name="Changes">Of each triplet one of its phrasings. [batch]</param>
/// <param name="Targets">Of each triplet one of its targets. [batch]</param>
/// <param name="Groups">A number per example, the same for those whose targets are right for each other. [batch]</param>
internal sealed record TripletBatch(int[] References, string[] Changes, int[] Targets, int[] Groups);

/// <summary>Which triplets each step sees, in which words and with which of their targets: a function of seed, epoch and step.</summary>
internal sealed class TripletBatches
{
    private readonly IReadOnlyList<Triplet> triplets;
    private readonly EpochBatches batches;
    private readonly int[] groups;

    public TripletBatches(IReadOnlyList<Triplet> triplets, int size, ulong seed)
    {
        this.triplets = triplets;
        batches = new EpochBatches(triplets.Count, size, seed);

        // Triplets into one value of one group of products share their targets, but for one of the reference's own photo.
        var numbers = new Dictionary<int, int>();
        groups = new int[triplets.Count];
        for (var i = 0; i < groups.Length; i++)
        {
            var known = triplets[i].Targets.FirstOrDefault(numbers.ContainsKey, -1);
            groups[i] = known < 0 ? i : numbers[known];
            foreach (var target in triplets[i].Targets)
                numbers.TryAdd(target, groups[i]);
        }
    }

    public int Size => batches.Size;

    public int StepsPerEpoch => batches.StepsPerEpoch;

    public ulong Seed => batches.Seed;

    public TripletBatch Take(int epoch, int step)
    {
        var items = batches.Items(epoch, step);
        var random = RandomStreams.For(Seed, "triplets", epoch, step);
        return new TripletBatch(
            Array.ConvertAll(items, i => triplets[i].Reference),
            Array.ConvertAll(items, i => triplets[i].Phrasings[random.NextInt(triplets[i].Phrasings.Count)]),
            Array.ConvertAll(items, i => triplets[i].Targets[random.NextInt(triplets[i].Targets.Count)]),
            Array.ConvertAll(items, i => groups[i]));
    }
}
