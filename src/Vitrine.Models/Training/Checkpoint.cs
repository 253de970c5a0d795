using System.Globalization;
using System.Text.Json;
using Vitrine.Catalogue;
using Vitrine.Models.Files;
using Vitrine.Tensors.Files;

namespace Vitrine.Models.Training;

/// <summary>checkpoint.safetensors: the whole memory of a training between two steps.</summary>
internal static class Checkpoint
{
    private const string ModelPrefix = "model.";
    private const string CardKey = "card";
    private const string EpochKey = "epoch";
    private const string StepKey = "step";

    /// <summary>Writes that the training goes on with this epoch and step.</summary>
    public static void Write(string path, ITrainingRun run, ModelCard card, int epoch, int step)
    {
        var writer = new SafeTensorsWriter();
        run.Model.SaveState(writer, ModelPrefix);
        run.SaveState(writer);
        writer.Metadata[CardKey] = Identity(card);
        writer.Metadata[EpochKey] = epoch.ToString(CultureInfo.InvariantCulture);
        writer.Metadata[StepKey] = step.ToString(CultureInfo.InvariantCulture);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        writer.Save(path);
    }

    /// <summary>Copies a checkpoint into the run and returns where to go on.</summary>
    /// <exception cref="UsageException">There is none, or it is of another training.</exception>
    public static (int Epoch, int Step) Read(string path, ITrainingRun run, ModelCard card)
    {
        if (!File.Exists(path))
            throw new UsageException("There is no interrupted training to resume.", "Leave out --resume to train from the beginning.");
        try
        {
            using var file = SafeTensors.Open(path);
            RequireSame(file.Metadata.GetValueOrDefault(CardKey), card);
            run.Model.LoadState(file, ModelPrefix);
            run.LoadState(file);
            return (Number(file, EpochKey), Number(file, StepKey));
        }
        catch (SafeTensorsException e)
        {
            throw new CatalogueException($"The checkpoint cannot be read: {e.Message}", "Leave out --resume to train from the beginning.", e);
        }
    }

    /// <summary>Refuses a stage that another training has finished.</summary>
    /// <exception cref="UsageException">The two cards are of different trainings.</exception>
    public static void RequireSame(ModelCard done, ModelCard card) => RequireSame(Identity(done), card);

    private static void RequireSame(string? identity, ModelCard card)
    {
        if (identity != Identity(card))
        {
            throw new UsageException("The interrupted training had other options, or the catalogue has changed since.",
                "Repeat the options of its command, or leave out --resume to train from the beginning.");
        }
    }

    // What has to agree for a resumed training to equal an uninterrupted one. Not the revision: most commits change nothing here, and each would end every training.
    private static string Identity(ModelCard card) =>
        JsonSerializer.Serialize(card with { EpochsDone = 0, WeightsHash = "", Revision = null }, ModelCard.Json);

    private static int Number(SafeTensors file, string key) =>
        int.TryParse(file.Metadata.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new SafeTensorsException($"{file.Path} does not say its {key}.");
}
