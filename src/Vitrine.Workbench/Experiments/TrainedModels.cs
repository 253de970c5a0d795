using System.Text.Json;
using Vitrine.Models.Files;
using Vitrine.Platform;

namespace Vitrine.Workbench.Experiments;

/// <summary>The models that experiments have trained, each by all that its training comes from: what several experiments ask for is trained once.</summary>
/// <param name="folder">Where they are kept, with the networks that they look through. It can be deleted at any time; then they are trained again.</param>
internal sealed class TrainedModels(string folder)
{
    private const string MinutesFile = "minutes.json";
    private const string ModelFolder = "model";
    private const string NetworksFolder = "encoders"; // of a store too

    /// <summary>Puts a model into a store, as it was when its training had ended.</summary>
    /// <param name="key">See <see cref="ExperimentSources.HashOfTraining"/>.</param>
    /// <param name="store">Of the same products.</param>
    /// <param name="name">What it is called there.</param>
    /// <returns>How many minutes its training took; null where it was not trained yet.</returns>
    public double? Take(string key, string store, string name)
    {
        var kept = Path.Combine(folder, key);
        if (!File.Exists(Path.Combine(kept, MinutesFile)))
            return null;
        var model = ModelDirectory.In(store, name);
        Copy(Path.Combine(kept, ModelFolder), model.Path);
        CopyNetworks(model, folder, store);
        return JsonSerializer.Deserialize<double>(File.ReadAllBytes(Path.Combine(kept, MinutesFile)));
    }

    /// <summary>Keeps a model of a store whose training has ended, where it is not kept yet.</summary>
    public void Keep(string key, string store, string name, double minutes)
    {
        var kept = Path.Combine(folder, key);
        var model = ModelDirectory.In(store, name);
        if (File.Exists(Path.Combine(kept, MinutesFile)) || !Directory.Exists(model.Path))
            return;
        Copy(model.Path, Path.Combine(kept, ModelFolder));
        CopyNetworks(model, store, folder);
        // Written last: without it there is nothing here.
        DurableFile.Replace(Path.Combine(kept, MinutesFile), JsonSerializer.SerializeToUtf8Bytes(minutes));
    }

    // A network's name says what is in it: one that is there already is the same.
    private static void CopyNetworks(ModelDirectory model, string from, string to)
    {
        foreach (var network in model.ReadCard().Encoders)
        {
            var (source, target) = (Path.Combine(from, NetworksFolder, network), Path.Combine(to, NetworksFolder, network));
            if (Directory.Exists(source) && !Directory.Exists(target))
                Copy(source, target);
        }
    }

    private static void Copy(string from, string to) => DurableFolder.Copy(to, from, Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories));
}
