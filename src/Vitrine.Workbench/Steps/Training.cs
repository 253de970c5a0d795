using Vitrine.Models;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;
using Vitrine.Workbench.Encoders;
using Vitrine.Workbench.Measuring;

namespace Vitrine.Workbench;

/// <summary>The step that learns a model.</summary>
public static class Training
{
    /// <summary>Learns a model of a method and, where it gives both codes and vectors, notes in its card by which of them it finds more.</summary>
    /// <param name="path">A store, or a folder of the KDD Cup's files.</param>
    /// <param name="methodName">The method.</param>
    /// <param name="request">What was asked for; without a name the model gets the method's default.</param>
    /// <param name="progress">Told of each stage.</param>
    /// <param name="cancellation">Stops; a training by steps can be resumed.</param>
    /// <returns>The model's name.</returns>
    public static string Run(string path, string methodName, TrainingRequest request, IProgress<WorkProgress>? progress = null, CancellationToken cancellation = default)
    {
        var method = Methods.Find(methodName);
        request = request with
        {
            ImageEncoder = EncoderShelf.OfUser.Resolve(request.ImageEncoder, path),
            TextEncoder = EncoderShelf.OfUser.Resolve(request.TextEncoder, path),
        };
        if (request.Name.Length == 0)
            request = request with { Name = DefaultName(method, request) };
        ModelDirectory.In(path, request.Name); // refuses what cannot be a name, before minutes of preparation
        using (var source = LearningSource.Open(path, cancellation))
        {
            method.Prepare(source.Data, request, progress.Count("Image features", source.Data.Items.Count), cancellation);
            method.Train(source.Data, request, progress.Select<TrainingProgress>(report => InWords(request.Name, report)), cancellation);
        }

        NoteBest(path, request.Name, progress, cancellation);
        return request.Name;
    }

    /// <summary>The name of a model that is given none.</summary>
    public static string DefaultName(IMethod method, TrainingRequest request) => method.DefaultName(method.Options.Checked(method.Name, request));

    private static WorkProgress InWords(string name, TrainingProgress report)
    {
        if (report.Epoch == 0)
            return new WorkProgress("Preparing", report.Step, report.StepsPerEpoch);
        var loss = float.IsNaN(report.Loss) ? "" : $", loss {report.Loss:G4}, learning rate {report.LearningRate:G3}";
        var rate = report.ExamplesPerSecond > 0 ? $", {report.ExamplesPerSecond:N0} examples/s" : "";
        return new WorkProgress($"Training {name}", (long)(report.Epoch - 1) * report.StepsPerEpoch + report.Step,
            (long)report.Epochs * report.StepsPerEpoch, $"epoch {report.Epoch}/{report.Epochs}{loss}{rate}");
    }

    // A choice on the validation part, made once and kept, so that a search and an evaluation do not have to ask.
    private static void NoteBest(string path, string name, IProgress<WorkProgress>? progress, CancellationToken cancellation)
    {
        var directory = ModelDirectory.In(path, name);
        using var model = Methods.Load(path, name);
        if (model.Description is not { HasCodes: true, HasVectors: true })
            return;
        var best = BestComparison.Find(path, model, progress, cancellation);
        directory.WriteCard(directory.ReadCard() with { SearchBy = best.ToString().ToLowerInvariant() });
    }
}
