using Vitrine.Tensors.Files;
using Vitrine.Tensors.Layers;

namespace Vitrine.Tensors.Training;

/// <summary>
/// Everything that decides how training goes on: parameters and buffers, the optimiser's own tensors and step, the order of the data, random
/// states, and what the trainer notes. Saved in one safetensors file; a run that loads it gives the same bits as one that was never
/// interrupted.
/// </summary>
/// <param name="model">Its parameters are saved under <c>model.</c></param>
/// <param name="optimiser">Its tensors are saved under <c>optimiser.</c></param>
/// <param name="order">The order of the data.</param>
/// <param name="random">The random sources by name, such as the one that the model's dropout draws from.</param>
public sealed class TrainingState(Module model, Optimiser optimiser, DataOrder order, IReadOnlyDictionary<string, RandomSource> random)
{
    private const string NotePrefix = "note.";

    /// <summary>Whatever else the trainer needs: the best score so far, its configuration.</summary>
    public Dictionary<string, string> Notes { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes the state; an older file is replaced only when the new one is complete on the disk.</summary>
    public void Save(string path)
    {
        var file = new SafeTensorsWriter();
        model.SaveState(file, "model.");
        optimiser.SaveState(file);
        order.SaveState(file);
        foreach (var (name, source) in random)
            RandomStates.Save(file, name, source);
        foreach (var (key, value) in Notes)
            file.Metadata[NotePrefix + key] = value;
        file.Save(path);
    }

    /// <summary>Goes on from a file that <see cref="Save"/> wrote for the same model, optimiser and data.</summary>
    /// <exception cref="SafeTensorsException">The file is damaged or belongs to another training.</exception>
    public void Load(string path)
    {
        using var file = SafeTensors.Open(path);
        model.LoadState(file, "model.");
        optimiser.LoadState(file);
        order.LoadState(file);
        foreach (var (name, source) in random)
            RandomStates.Load(file, name, source);
        Notes.Clear();
        foreach (var (key, value) in file.Metadata)
        {
            if (key.StartsWith(NotePrefix, StringComparison.Ordinal))
                Notes[key[NotePrefix.Length..]] = value;
        }
    }
}
