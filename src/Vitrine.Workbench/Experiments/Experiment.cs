using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Catalogue;
using Vitrine.Models.Files;
using Vitrine.Workbench.Encoders;

namespace Vitrine.Workbench.Experiments;

/// <summary>
/// One file of <c>reproduce/</c>. It drives the run, the check and the table in the documents, so no figure is written down twice.
/// </summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Title">One line for a reader.</param>
/// <param name="Data">What is measured on.</param>
/// <param name="Tasks">"category", "category-unseen", "pairs", "classification", "composed", "shopper", or "candidates" alone.</param>
/// <param name="Runs">The methods compared.</param>
/// <param name="Seeds">Every run is repeated with each; values are means, "/std" stands beside them.</param>
/// <param name="Columns">The table's columns; its rows are the runs.</param>
/// <param name="Command">What prints these figures again.</param>
/// <param name="Minutes">About how long it takes on two cores.</param>
/// <param name="Targets">What was asked for, met or not.</param>
/// <param name="Expected">The last figures by metric key, written by <c>reproduce NAME --expect</c>: what a change must not lose.</param>
/// <param name="NotMeasured">Why there are no expected figures yet. A file has the one or the other.</param>
/// <param name="Part">"validation" where settings are chosen; null for the test part, whose figures are reported.</param>
/// <param name="Shopper">What the task "shopper" asks; null for its defaults.</param>
/// <param name="Rows">What the metric keys of the table's rows begin with, where a task measures several ways to rank by one model; null: the labels of the runs.</param>
/// <param name="Charts">Pictures of the figures, drawn with the tables of the documents.</param>
public sealed record Experiment(
    string Name,
    string Title,
    ExperimentData Data,
    IReadOnlyList<string> Tasks,
    IReadOnlyList<ExperimentRun> Runs,
    IReadOnlyList<int> Seeds,
    IReadOnlyList<TableColumn> Columns,
    string Command,
    double Minutes,
    IReadOnlyList<Target> Targets,
    IReadOnlyDictionary<string, Expectation>? Expected = null,
    string? NotMeasured = null,
    Part? Part = null,
    ShopperQuestion? Shopper = null,
    IReadOnlyList<string>? Rows = null,
    IReadOnlyList<ExperimentChart>? Charts = null)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>What the metric keys of the table's rows begin with.</summary>
    [JsonIgnore]
    public IEnumerable<string> RowLabels => Rows ?? Runs.Where(run => run.IsStage is not true).Select(run => run.Label);

    /// <summary>The same question, asked with one of its seeds.</summary>
    /// <exception cref="UsageException">It is none of its seeds.</exception>
    public Experiment WithSeed(int seed) => Seeds.Contains(seed)
        ? this with { Seeds = [seed] }
        : throw new UsageException($"{Name} is not measured with seed {seed}.", $"Its seeds: {string.Join(", ", Seeds)}.");

    public static Experiment Read(string path)
    {
        try
        {
            var experiment = JsonSerializer.Deserialize<Experiment>(File.ReadAllBytes(path), Options)!;
            var expectedName = Path.GetFileNameWithoutExtension(path);
            if (experiment.Name != expectedName)
                throw new MeasurementException($"{path}: its name is '{experiment.Name}'.", $"call it '{expectedName}', as the file is called.");
            if (experiment.Runs.FirstOrDefault(run => !ModelDirectory.IsName(run.Label)) is { } nameless)
                throw new MeasurementException($"{path}: '{nameless.Label}' is the label of a run, and cannot be the name of its model.", "use letters, digits, '-', '_' and '.'.");
            if (experiment.Runs.FirstOrDefault(run => KnownEncoder.All.Any(encoder => encoder.Name == run.Label)) is { } hiding)
                throw new MeasurementException($"{path}: a run is labelled '{hiding.Label}', which is the name of an encoder that can be fetched; later runs could no longer ask for it.", "label the run otherwise.");
            if (experiment.Expected is { Count: > 0 } == !string.IsNullOrWhiteSpace(experiment.NotMeasured))
            {
                throw new MeasurementException($"{path}: nothing tells a good result from a bad one, or two things do.",
                    "give either \"expected\" figures ('vitrine reproduce NAME --expect' writes them) or say in \"notMeasured\" why there are none.");
            }

            return experiment;
        }
        catch (JsonException error)
        {
            throw new MeasurementException($"{path}: {error.Message}", "compare it with another file in the same folder.");
        }
    }
}
