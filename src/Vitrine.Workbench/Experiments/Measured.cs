using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Vitrine.Platform;

namespace Vitrine.Workbench.Experiments;

/// <summary>What one run with one seed gave.</summary>
/// <param name="Metrics">By name, the run's label first.</param>
/// <param name="Protocols">By task.</param>
/// <param name="PerQuery">The values of single queries, of the metrics that targets compare.</param>
/// <param name="Seconds">Of training, encoding and measuring.</param>
public sealed record RunMeasured(Dictionary<string, double> Metrics, JsonObject Protocols, Dictionary<string, double[]> PerQuery, double Seconds);

/// <summary>What an experiment has measured so far, kept beside its store, so that a run of hours can be interrupted: <c>reproduce NAME --resume</c>.</summary>
public sealed class Measured
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Default)
    {
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // NaN of a query that was left out
    };

    // An option that a run does not give is no part of its name: a new one loses nothing that was measured.
    private static readonly JsonSerializerOptions Key = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly string path;
    private readonly Content content;

    private Measured(string path, Content content) => (this.path, this.content) = (path, content);

    /// <summary>Nothing measured yet: kept too, for the first model may take an hour.</summary>
    public static Measured Nothing(string folder, string sources)
    {
        var measured = new Measured(PathIn(folder), new Content(sources, []));
        measured.Write();
        return measured;
    }

    /// <summary>What an interrupted run left in the folder; null where there is nothing to go on from, or it came from other sources.</summary>
    public static Measured? Read(string folder, string sources)
    {
        if (!File.Exists(PathIn(folder)))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllText(PathIn(folder)), Json) is { } content && content.Sources == sources
                ? new Measured(PathIn(folder), content)
                : null;
        }
        catch (JsonException error)
        {
            throw new MeasurementException($"{PathIn(folder)}: {error.Message}", "run the experiment without --resume.");
        }
    }

    /// <summary>What was measured of a run with a seed, or null; another variant, part or task of the run is another entry.</summary>
    public RunMeasured? Find(Experiment experiment, ExperimentRun run, int seed) => content.Runs.GetValueOrDefault(KeyOf(experiment, run, seed));

    public void Add(Experiment experiment, ExperimentRun run, int seed, RunMeasured measured)
    {
        content.Runs[KeyOf(experiment, run, seed)] = measured;
        Write();
    }

    private void Write() => DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(content, Json));

    private static string PathIn(string folder) => Path.Combine(folder, "measured.json");

    private static string KeyOf(Experiment experiment, ExperimentRun run, int seed) =>
        $"{JsonSerializer.Serialize(run, Key)} {JsonSerializer.Serialize(experiment.Data, Key)} {string.Join('+', experiment.Tasks)} {experiment.Part} seed {seed}";

    private sealed record Content(string Sources, Dictionary<string, RunMeasured> Runs);
}
