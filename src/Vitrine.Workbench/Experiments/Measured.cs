using System.Text.Json;
using System.Text.Json.Nodes;
using Vitrine.Platform;

namespace Vitrine.Workbench.Experiments;

/// <summary>What one run with one seed gave.</summary>
/// <param name="Metrics">By name, the run's label first.</param>
/// <param name="Protocols">By task.</param>
/// <param name="Seconds">Of training, encoding and measuring.</param>
public sealed record RunMeasured(Dictionary<string, double> Metrics, JsonObject Protocols, double Seconds);

/// <summary>What an experiment has measured so far, kept beside its store, so that a run of hours can be interrupted: <c>reproduce NAME --resume</c>.</summary>
public sealed class Measured
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Default) { RespectRequiredConstructorParameters = true };

    private readonly string path;
    private readonly Dictionary<string, RunMeasured> entries;

    private Measured(string path, Dictionary<string, RunMeasured> entries) => (this.path, this.entries) = (path, entries);

    /// <summary>Nothing measured yet.</summary>
    public static Measured Nothing(string folder) => new(PathIn(folder), []);

    /// <summary>What an interrupted run left in the folder; null where there is nothing to go on from.</summary>
    public static Measured? Read(string folder)
    {
        if (!File.Exists(PathIn(folder)))
            return null;
        try
        {
            return new Measured(PathIn(folder), JsonSerializer.Deserialize<Dictionary<string, RunMeasured>>(File.ReadAllText(PathIn(folder)), Json) ?? []);
        }
        catch (JsonException error)
        {
            throw new MeasurementException($"{PathIn(folder)}: {error.Message}", "run the experiment without --resume.");
        }
    }

    /// <summary>What was measured of a run with a seed, or null; another variant, part or task of the run is another entry.</summary>
    public RunMeasured? Find(Experiment experiment, ExperimentRun run, int seed) => entries.GetValueOrDefault(KeyOf(experiment, run, seed));

    public void Add(Experiment experiment, ExperimentRun run, int seed, RunMeasured measured)
    {
        entries[KeyOf(experiment, run, seed)] = measured;
        DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(entries, Json));
    }

    private static string PathIn(string folder) => Path.Combine(folder, "measured.json");

    private static string KeyOf(Experiment experiment, ExperimentRun run, int seed) =>
        $"{JsonSerializer.Serialize(run)} {JsonSerializer.Serialize(experiment.Data)} {string.Join('+', experiment.Tasks)} {experiment.Part} seed {seed}";
}
