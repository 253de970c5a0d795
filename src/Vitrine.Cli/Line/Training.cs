using Vitrine.Catalogue;
using Vitrine.Cli.Terminal;
using Vitrine.Models;
using Vitrine.Models.Files;
using Vitrine.Models.Training;

namespace Vitrine.Cli.Line;

/// <summary>The step that learns a model from a store.</summary>
internal static class Training
{
    public static void Run(string storePath, string methodName, TrainingRequest request, Session session)
    {
        using var store = CatalogueStore.Open(storePath);
        var method = Methods.Find(methodName);
        session.Track("Image features", stage => method.Prepare(store, request, stage.Of(store.Count), session.Stop));
        session.Track("Preparing", stage =>
        {
            var hasBegun = false;
            method.Train(store, request, stage.Of<TrainingProgress>((_, progress) =>
            {
                if (progress.Epoch == 0)
                {
                    stage.Report(progress.Step, progress.StepsPerEpoch);
                    return;
                }

                if (!hasBegun)
                    stage.Next($"Training {request.Name}");
                hasBegun = true;
                Report(stage, progress);
            }), session.Stop);
        });
    }

    /// <summary>What the metrics of a model's codes are called: method, variant, bits.</summary>
    public static string CodesLabel(string method, bool flat, int bits) => method switch
    {
        "cca" => $"cca-sign-{bits}",
        _ => flat ? $"{method}-flat-{bits}" : $"{method}-{bits}",
    };

    /// <summary>The same, told from the codes.</summary>
    public static string CodesLabel(string method, IReadOnlyList<int> bitsPerLayer, int treeDepth) =>
        CodesLabel(method, flat: bitsPerLayer.Count < treeDepth, bitsPerLayer.Sum());

    /// <summary>What the metrics of a model's vectors are called: "contrastive", "hsl-small", "hsl-small-one-level".</summary>
    public static string VectorsLabel(ModelCard card) => VectorsLabel(Methods.Find(card.Method), card.Preset, card.Variant);

    /// <inheritdoc cref="VectorsLabel(ModelCard)"/>
    public static string VectorsLabel(IMethod method, string preset, string? variant)
    {
        var known = preset == Presets.Default ? method.Presets[0] : preset;
        return string.Join('-', [method.Name, .. known == Presets.Default ? Array.Empty<string>() : [known], .. variant?.Split('+') ?? []]);
    }

    /// <summary>The name of a model that is given none.</summary>
    public static string DefaultName(string methodName, TrainingRequest request)
    {
        if (Methods.Find(methodName) is not { GivesCodes: false } method)
            return CodesLabel(methodName, request.Flat, request.Bits ?? 0);
        var name = VectorsLabel(method, request.Preset, request.Variant);
        return request.FineTune is { } fineTuning ? $"{name}-{fineTuning.ToString().ToLowerInvariant()}" : name;
    }

    public static void Report(IStage stage, TrainingProgress progress)
    {
        var steps = (long)(progress.Epoch - 1) * progress.StepsPerEpoch + progress.Step;
        var loss = float.IsNaN(progress.Loss) ? "" : $", loss {progress.Loss:G4}, learning rate {progress.LearningRate:G3}";
        var rate = progress.ExamplesPerSecond > 0 ? $", {progress.ExamplesPerSecond:N0} examples/s" : "";
        stage.Report(steps, (long)progress.Epochs * progress.StepsPerEpoch, $"epoch {progress.Epoch}/{progress.Epochs}{loss}{rate}");
    }
}
