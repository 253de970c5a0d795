using System.Text.Json;
using Vitrine.Models.Contract;
using Vitrine.Models.Files;

namespace Vitrine.Models.Training;

/// <summary>The card of a training that is about to begin.</summary>
public static class TrainingCard
{
    /// <param name="data">What is learned from.</param>
    /// <param name="request">What was asked for, with the preset's own name.</param>
    /// <param name="method">The method's name.</param>
    /// <param name="settings">The method's own part.</param>
    /// <param name="epochs">Passes there will be.</param>
    public static ModelCard For<TSettings>(ITrainingData data, TrainingRequest request, string method, TSettings settings, int epochs) => new()
    {
        Method = method,
        Preset = request.Preset,
        Variant = request.Variant,
        Labels = ModelNames.Mark(request.Labels),
        Seed = request.Seed,
        DataHash = data.DataHash,
        SplitHash = data.SplitHash,
        Revision = ModelCard.OwnRevision,
        SeesPhotos = data.Items.HasPhotos,
        Epochs = epochs,
        Settings = JsonSerializer.SerializeToElement(settings, ModelCard.Json),
    };
}
