using Vitrine.Catalogue.Text;
using Vitrine.Models.Hsl;
using Vitrine.Models.Regions;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// A step of HSL's own training (the published loss and optimiser) on a network of half the published width: 64 pairs of 16 regions of 2048 numbers and 5 to 14
/// words of 10,000, two levels, four similarities with a softmax each, dropout, gradient norm at most 2, Adam.
/// </summary>
public sealed class HslStep : IWork
{
    private const int Pairs = 256;
    private const int Regions = 16;
    private const int Features = 2048;
    private const int Words = 10_000;

    private readonly HslModel model;
    private readonly RegionTraining training;
    private int step;

    public HslStep()
    {
        var preset = HslPreset.Paper with
        {
            Network = new HslSettings(Features, Words) { Width = 256, FeedForward = 1024, JointWidth = 512, ImageLayers = 1, TextLayers = 1 },
            Schedule = HslPreset.Paper.Schedule with { Batch = 64, Decay = 1 },
        };
        // Texts are given as numbers of words below, so that there are no words to know.
        var settings = new HslModelSettings(preset, Vocabulary.Build([]), new RegionInput(Features, Regions), RegionFeatures: "", Label: "hsl");
        model = new HslModel(settings, regions: null, seed: 1);
        var pairs = new RegionPairs(new DrawnRegions(Pairs, Regions, Features), [.. Enumerable.Range(0, Pairs)], [.. Enumerable.Range(0, Pairs).Select(i => $"{i}")], WordsOf);
        training = new RegionTraining(model, pairs, new DrawnItems(1, 1, 1, 1), validation: [], seed: 1);
    }

    // All steps of the first epoch but its last, after which the training measures its model.
    public void Run() => training.Step(epoch: 0, step++ % (training.StepsPerEpoch - 1));

    public void Dispose()
    {
        training.Dispose();
        model.Dispose();
    }

    private static int[] WordsOf(string pair)
    {
        var number = int.Parse(pair);
        return [.. Enumerable.Range(0, 5 + number % 10).Select(word => (number * 37 + word * 613) % Words)];
    }
}
