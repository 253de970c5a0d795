using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Models.Hsl;
using Vitrine.Models.Training;

namespace Vitrine.Cli.Line;

/// <summary>The step that learns a model from a store.</summary>
static class Training
{
    public static void Run(string storePath, string methodName, TrainingRequest request, Session session)
    {
        using CatalogueStore store = CatalogueStore.Open(storePath);
        IMethod method = Methods.Find(methodName);
        session.Track("Image features", stage => method.Prepare(store, request, stage.Of(store.Count), session.Stop));
        session.Track("Preparing", stage =>
        {
            bool hasBegun = false;
            method.Train(store, request, stage.Of<TrainingProgress>((_, progress) =>
            {
                if (!hasBegun)
                    stage.Next($"Training {request.Name}");
                hasBegun = true;
                Report(stage, progress);
            }), session.Stop);
        });
    }

    /// <summary>What a model's metrics are called: method, variant, bits. A model without a name of its own gets this one.</summary>
    public static string Label(string method, bool flat, int bits) => method switch
    {
        "cca" => $"cca-sign-{bits}",
        "clip" or "contrastive" => method, // no codes
        _ => flat ? $"{method}-flat-{bits}" : $"{method}-{bits}",
    };

    /// <summary>The same, told from the codes.</summary>
    public static string Label(string method, IReadOnlyList<int> bitsPerLayer, int treeDepth) =>
        Label(method, flat: bitsPerLayer.Count < treeDepth, bitsPerLayer.Sum());

    /// <summary>What the metrics of a model's vectors are called: the method alone, unless it has variants.</summary>
    public static string Label(ModelCard card) =>
        card.Method == "hsl" ? HslLabel(card.Preset, card.Unpack<HslModelSettings>().Variant) : card.Method;

    /// <summary>"hsl-small", "hsl-small-one-level".</summary>
    public static string HslLabel(string preset, string? variant) =>
        $"hsl-{(preset == Presets.Default ? HslPreset.Small.Name : preset)}{(variant is null ? "" : $"-{variant.Replace('+', '-')}")}";

    public static void Report(IStage stage, TrainingProgress progress)
    {
        long steps = (long)(progress.Epoch - 1) * progress.StepsPerEpoch + progress.Step;
        string loss = float.IsNaN(progress.Loss) ? "" : $", loss {progress.Loss:G4}, learning rate {progress.LearningRate:G3}";
        string rate = progress.ExamplesPerSecond > 0 ? $", {progress.ExamplesPerSecond:N0} examples/s" : "";
        stage.Report(steps, (long)progress.Epochs * progress.StepsPerEpoch, $"epoch {progress.Epoch}/{progress.Epochs}{loss}{rate}");
    }
}
