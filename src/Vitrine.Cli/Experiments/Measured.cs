using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vitrine.Cli.Experiments;

/// <summary>What an experiment has measured so far, kept beside its store, so that a run of hours can be interrupted: <c>reproduce NAME --resume</c>.</summary>
sealed class Measured
{
    readonly string path;
    readonly JsonObject entries;

    Measured(string path, JsonObject entries) => (this.path, this.entries) = (path, entries);

    /// <summary>Nothing measured yet.</summary>
    public static Measured Nothing(string folder) => new(PathIn(folder), []);

    /// <summary>What an interrupted run left in the folder; null where there is nothing to go on from.</summary>
    public static Measured? Read(string folder)
    {
        if (!File.Exists(PathIn(folder)))
            return null;
        try
        {
            return new Measured(PathIn(folder), JsonNode.Parse(File.ReadAllText(PathIn(folder)))!.AsObject());
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Terminal.VerbException.BadData($"{PathIn(folder)}: {error.Message}", "run the experiment without --resume.");
        }
    }

    /// <summary>Metrics and protocols of a run with a seed, or null; another variant, part or task of the run is another entry.</summary>
    public (Dictionary<string, double> Metrics, JsonObject Protocols)? Find(Experiment experiment, ExperimentRun run, int seed) =>
        entries[KeyOf(experiment, run, seed)] is { } entry
            ? (entry["metrics"]!.AsObject().ToDictionary(pair => pair.Key, pair => (double)pair.Value!), entry["protocols"]!.AsObject())
            : null;

    public void Add(Experiment experiment, ExperimentRun run, int seed, Dictionary<string, double> metrics, JsonObject protocols)
    {
        entries[KeyOf(experiment, run, seed)] = new JsonObject
        {
            ["metrics"] = new JsonObject(metrics.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(pair.Value)))),
            ["protocols"] = protocols.DeepClone(),
        };
        string temporary = $"{path}.tmp";
        File.WriteAllText(temporary, entries.ToJsonString());
        File.Move(temporary, path, overwrite: true);
    }

    static string PathIn(string folder) => Path.Combine(folder, "measured.json");

    static string KeyOf(Experiment experiment, ExperimentRun run, int seed) =>
        $"{JsonSerializer.Serialize(run)} {JsonSerializer.Serialize(experiment.Data)} {string.Join('+', experiment.Tasks)} {experiment.Part} seed {seed}";
}
