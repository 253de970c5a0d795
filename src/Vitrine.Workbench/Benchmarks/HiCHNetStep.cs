using Vitrine.Models.Encoders;
using Vitrine.Models.HiCHNet;
using Vitrine.Models.TwoSided;
using Vitrine.Tensors;

namespace Vitrine.Workbench.Benchmarks;

/// <summary>
/// A step of HiCHNet's own training (preset default) with layers of 4096 units: 128 pairs of 384 whitened image components and 8 of 1386 words, codes of
/// 8 + 8 + 48 bits for 4, 12 and 36 classes, all terms of the objective, dropout, Adam.
/// </summary>
public sealed class HiCHNetStep : IWork
{
    private const int Pairs = 1024;
    private const int Bits = 64;

    private readonly TrainingPairs pairs;
    private readonly HashModel model;
    private readonly HiCHNetTraining training;
    private int step;

    public HiCHNetStep()
    {
        var items = new DrawnItems(Pairs, features: 512, terms: 1386, termsPerTitle: 8);
        var preset = HiCHNetPreset.Default with { Hidden = 4096 };
        int[] layers = [.. Enumerable.Range(1, items.Tree.Depth)];
        pairs = new TrainingPairs(items, FeatureImages.Whitened(items, imageEncoder: null, CancellationToken.None));
        var settings = new HashSettings(pairs.Inputs.Settings, Flat: false, pairs.TermsPerTitle, preset.Hidden,
            SignCodes.SplitOverLayers(Bits, layers.Length, preset.FinestBitShare), [.. layers.Select(items.Tree.ClassCount)], preset);
        model = new HashModel(settings, pairs.Inputs, new RandomSource(1));
        training = new HiCHNetTraining(model, pairs, layers, preset, seed: 1);
    }

    // Always in the first epoch, whose learning rate does not fall to nothing however often it is timed.
    public void Run() => training.Step(epoch: 0, step++ % training.StepsPerEpoch);

    public void Dispose()
    {
        training.Dispose();
        model.Dispose();
        pairs.Dispose();
    }
}
