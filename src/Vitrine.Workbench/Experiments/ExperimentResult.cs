using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Vitrine.Platform;

namespace Vitrine.Workbench.Experiments;

/// <summary>What one run of an experiment measured, and on what: the file in reproduce/results.</summary>
public sealed record ExperimentResult
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>By key, means over seeds with "/std" beside them.</summary>
    public required SortedDictionary<string, double> Metrics { get; init; }

    /// <summary>That of the first task; those of the others below their names.</summary>
    public required JsonObject Protocol { get; init; }

    /// <summary>Whether the leads that targets ask for are more than chance.</summary>
    public IReadOnlyList<PairedTest> Tests { get; init; } = [];

    /// <summary>What it was measured with: all seeds of the experiment, or one of them.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> Seeds => Protocol["seeds"] is JsonArray seeds ? [.. seeds.Select(seed => (int)seed!)] : [];

    public required double Seconds { get; init; }

    public required double PeakMemoryMb { get; init; }

    /// <summary>The processor and what runs on it.</summary>
    public JsonObject Machine { get; init; } = Experiments.Machine.Describe();

    /// <summary>Year, month, day, in UTC.</summary>
    public string Date { get; init; } = DateTime.UtcNow.ToString("yyyy-MM-dd");

    /// <summary>The commit that it was measured on.</summary>
    public string Revision { get; init; } = Experiments.Revision.Unknown;

    /// <summary>Whether the checkout was that commit and nothing else.</summary>
    public bool? IsClean { get; init; }

    /// <summary>The hash of <see cref="ExperimentSources"/>; empty in results from before it was kept.</summary>
    public string Sources { get; init; } = "";

    /// <summary>See <see cref="ExperimentCatalogue"/>; empty for pairs, and in results from before it was kept.</summary>
    public string Catalogue { get; init; } = "";

    /// <exception cref="MeasurementException">The file is no result.</exception>
    public static ExperimentResult Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<ExperimentResult>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? throw new JsonException("The file holds null.");
        }
        catch (JsonException error)
        {
            throw new MeasurementException($"{path}: {error.Message}", "take the file from git, or run the experiment again.");
        }
    }

    /// <summary>What prints these figures again.</summary>
    public string CommandOf(Experiment experiment) =>
        Seeds.Count == 1 && experiment.Seeds.Count > 1 ? $"{experiment.Command} --seed {Seeds[0]}" : experiment.Command;

    /// <summary>The whole document, the judgement of the figures included.</summary>
    public JsonObject ToJson(Experiment experiment)
    {
        var judgement = new Judgement(experiment, Metrics);
        return new JsonObject
        {
            ["name"] = experiment.Name,
            ["metrics"] = new JsonObject(Metrics.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)JsonValue.Create(Math.Round(pair.Value, 6))))),
            ["expected"] = judgement.ExpectedJson(),
            ["verdict"] = judgement.Verdict.Name(),
            ["targets"] = judgement.TargetsJson(),
            ["tests"] = new JsonArray([.. Tests.Select(test => test.ToJson())]),
            ["seconds"] = Math.Round(Seconds, 1),
            ["peakMemoryMb"] = Math.Round(PeakMemoryMb),
            ["protocol"] = Protocol.DeepClone(),
            ["machine"] = Machine.DeepClone(),
            ["date"] = Date,
            ["revision"] = Revision,
            ["isClean"] = IsClean,
            ["sources"] = Sources,
            ["catalogue"] = Catalogue,
        };
    }

    /// <summary>Keeps this as the experiment's last result, from which the documents' tables are generated.</summary>
    public void Save(Repository repository, Experiment experiment)
    {
        Directory.CreateDirectory(repository.ResultsFolder);
        DurableFile.Replace(repository.ResultPath(experiment.Name), System.Text.Encoding.UTF8.GetBytes(ToJson(experiment).ToJsonString(Layout) + "\n"));
    }
}
