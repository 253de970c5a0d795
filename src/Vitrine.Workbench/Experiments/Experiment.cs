using System.Text.Json;
using System.Text.Json.Serialization;
using Vitrine.Catalogue;
using Vitrine.Models.Contract;
using Vitrine.Search;

namespace Vitrine.Workbench.Experiments;

/// <summary>
/// One file of <c>reproduce/</c>. It drives the run, the check and the table in the documents, so no figure is written down twice.
/// </summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Title">One line for a reader.</param>
/// <param name="Data">What is measured on.</param>
/// <param name="Tasks">"category", "pairs", "classification", or "candidates" alone.</param>
/// <param name="Runs">The methods compared.</param>
/// <param name="Seeds">Every run is repeated with each; values are means, "/std" stands beside them.</param>
/// <param name="Columns">The table's columns; its rows are the runs.</param>
/// <param name="Command">What prints these figures again.</param>
/// <param name="Minutes">About how long it takes on two cores.</param>
/// <param name="Expected">Metric key to its value and tolerance (absolute).</param>
/// <param name="Claims">Differences that must hold whatever the exact values.</param>
/// <param name="Part">"validation" where settings are chosen; null for the test part, whose figures are reported.</param>
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
    IReadOnlyDictionary<string, Expectation> Expected,
    IReadOnlyList<Claim> Claims,
    Part? Part = null)
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

    public static Experiment Read(string path)
    {
        try
        {
            var experiment = JsonSerializer.Deserialize<Experiment>(File.ReadAllBytes(path), Options)!;
            var expectedName = Path.GetFileNameWithoutExtension(path);
            return experiment.Name == expectedName
                ? experiment
                : throw new MeasurementException($"{path}: its name is '{experiment.Name}'.", $"call it '{expectedName}', as the file is called.");
        }
        catch (JsonException error)
        {
            throw new MeasurementException($"{path}: {error.Message}", "compare it with another file in the same folder.");
        }
    }
}

/// <summary>A table with photos, found by pattern and checked by hash; a synthetic shop of a given size and seed; or synthetic files in the KDD Cup's layout. Of a table, one of every so many groups of products may be taken.</summary>
public sealed record ExperimentData(DataFile? Table = null, DataFile? Images = null, DataColumns? Columns = null, SyntheticData? Synth = null, SyntheticKddCup? Kdd = null, int OneIn = 1)
{
    /// <summary>The pattern of a file that is not there, or null.</summary>
    public string? MissingIn(Repository repository) =>
        new[] { Table, Images }.OfType<DataFile>().Where(file => !file.IsPresent(repository)).Select(file => $"../shared/{file.Pattern}").FirstOrDefault();
}

/// <summary>The import options of the same names.</summary>
public sealed record DataColumns(string Id, string Title, string Category, string Attribute = "", string ImagePattern = "{id}.jpg")
{
    public ImportOptions Import(string table, string images, string store) => new()
    {
        Table = table,
        Images = images,
        Out = store,
        Id = Id,
        Title = Title,
        Category = Category.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        Attribute = Attribute.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        ImagePattern = ImagePattern,
    };
}

public sealed record SyntheticData(int Products, int Seed);

public sealed record SyntheticKddCup(int Rows, int Queries, int Seed);

/// <summary>One method with its options, under the name that its metric keys begin with.</summary>
/// <param name="Label">Unique in its experiment.</param>
/// <param name="Method">As for 'vitrine train', like all that follows.</param>
/// <param name="Bits">Of codes.</param>
/// <param name="Flat">HiCHNet-flat.</param>
/// <param name="Preset">All settings in one word.</param>
/// <param name="Epochs">Null: the preset's.</param>
/// <param name="Variant">Null: none.</param>
/// <param name="By">What is compared; null: what the model does best on the validation part.</param>
/// <param name="ImageEncoder">
/// The label of an earlier run, for the image network that it learned from the same seed; "small"; or a folder below <c>../shared</c>. Null: the method's own
/// choice.
/// </param>
public sealed record ExperimentRun(
    string Label, string Method, int? Bits = null, bool Flat = false, string Preset = Presets.Default, int? Epochs = null, string? Variant = null, string? ImageEncoder = null, SearchBy? By = null)
{
    /// <summary>The model's name in the experiment's store.</summary>
    public string Model(int seed) => $"{Label}-seed-{seed}";

    /// <param name="seed">One of the experiment's.</param>
    /// <param name="earlier">The runs before this one.</param>
    /// <param name="repository">Where published networks are looked for.</param>
    public TrainingRequest Request(int seed, IEnumerable<ExperimentRun> earlier, Repository repository) => new(Model(seed))
    {
        Bits = Bits,
        Flat = Flat,
        Preset = Preset,
        Epochs = Epochs,
        Variant = Variant,
        Seed = (ulong)seed,
        ImageEncoder = earlier.FirstOrDefault(run => run.Label == ImageEncoder)?.Model(seed)
            ?? (ImageEncoder?.Contains('/') == true ? Path.Combine(repository.SharedFolder, ImageEncoder) : ImageEncoder),
    };
}

/// <summary>A column of the table.</summary>
/// <param name="Metric">The end of a metric key: "category/mean/map".</param>
/// <param name="Heading">Its heading.</param>
/// <param name="IsShare">A fraction, shown in per cent; otherwise a number as it is.</param>
public sealed record TableColumn(string Metric, string Heading, bool IsShare = true);

/// <summary>A fraction 0..1 (or another unit of the metric) and how far from it still counts as the same.</summary>
public sealed record Expectation(double Value, double Tolerance);

/// <summary>"<paramref name="Metric"/> is at least <paramref name="AtLeast"/> above <paramref name="Above"/>."</summary>
public sealed record Claim(string Metric, string Above, double AtLeast);
