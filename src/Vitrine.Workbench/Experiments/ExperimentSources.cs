using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Vitrine.Workbench.Experiments;

/// <summary>
/// What a run's figures come from: its method, its encoders, the road of its data, the search and the metrics, and what the experiment asks for. When the hash over
/// these differs from that of the last result, the result is old; a change elsewhere (the command line, documents, another method) costs no hours.
/// </summary>
/// <remarks>
/// Kernels, memory and threads of the tensor core are left out: tests hold them to their definitions, and they decide about the last bits only. So is the index: measurements ask it for exact
/// answers only, which tests compare with those of a plain loop; and so is the store, which gives back what was put into it. The import and the split count by what they make: a result
/// says which catalogue it is of, see <see cref="ExperimentCatalogue"/>. A benchmark of pairs has neither catalogue nor search. Of the search only its own files count, by which a model is
/// measured: what joins several models into one ranking lies in folders of it.
/// </remarks>
public static class ExperimentSources
{
    // "FOLDER/*" are the files of a folder itself, "FOLDER" those of its folders too.
    private static readonly string[] Common =
    [
        "Vitrine.Catalogue/Features", "Vitrine.Catalogue/Text",
        "Vitrine.Tensors/*", "Vitrine.Tensors/Layers", "Vitrine.Tensors/Operations", "Vitrine.Tensors/Training",
        "Vitrine.Models/Encoders/*", "Vitrine.Models/Encoders/Photos", "Vitrine.Models/Items", "Vitrine.Models/Training", "Vitrine.Models/TwoSided",
        "Vitrine.Evaluation/Metrics", "Vitrine.Evaluation/Tasks", "Vitrine.Evaluation/Ties", "Vitrine.Workbench/Measuring",
    ];

    // What the import made of the shop's table stands in the result itself.
    private static readonly string[] OfCatalogues = ["Vitrine.Catalogue/Images", "Vitrine.Catalogue/Photos", "Vitrine.Catalogue/Tree", OwnFilesOfSearch];

    private const string OwnFilesOfSearch = "Vitrine.Search/*";
    private const string OfComposed = "src/Vitrine.Workbench/Measuring/Composed"; // the files of one task, which lie beside those of all
    private const string CodeModels = "Vitrine.Models/Hashing";
    private const string Small = "Vitrine.Models/Encoders/Small";
    private const string Texts = "Vitrine.Models/Encoders/Texts";
    private const string Published = "Vitrine.Models/Encoders/Published";
    private const string Onnx = "Vitrine.Onnx";

    // An option that no run of an experiment gives is no part of its question: a new one makes no result old.
    private static readonly JsonSerializerOptions Question = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static readonly string[] Regions = ["Vitrine.Models/Regions", "Vitrine.Models/Candidates", Texts, $"{Published}/*"];

    private static readonly Dictionary<string, string[]> OfMethod = new(StringComparer.Ordinal)
    {
        ["hichnet"] = ["Vitrine.Models/HiCHNet", CodeModels],
        ["cca"] = ["Vitrine.Models/Baselines/Cca"],
        ["semantic-matching"] = ["Vitrine.Models/Baselines/SemanticMatching"],
        ["gin"] = ["Vitrine.Models/FineGrained", Texts],
        ["fgl"] = ["Vitrine.Models/FineGrained", Texts],
        ["contrastive"] = ["Vitrine.Models/Contrastive", Small, Texts],
        ["progressive"] = ["Vitrine.Models/Progressive", "Vitrine.Models/Contrastive", Small, Texts],
        ["hsl"] = ["Vitrine.Models/Hsl", .. Regions],
        ["vse"] = ["Vitrine.Models/Baselines/*", "Vitrine.Models/Baselines/Vse", .. Regions],
        ["scan"] = ["Vitrine.Models/Baselines/*", "Vitrine.Models/Baselines/Scan", .. Regions],
        ["clip"] = [Published],
        ["scm-or"] = ["Vitrine.Models/Baselines/Scm", "Vitrine.Models/Baselines/Cca", CodeModels],
        ["scm-se"] = ["Vitrine.Models/Baselines/Scm", CodeModels],
        ["dch"] = ["Vitrine.Models/Baselines/Dch", CodeModels],
        ["dcmh"] = ["Vitrine.Models/Baselines/Dcmh", "Vitrine.Models/HiCHNet", CodeModels],
        ["cdq"] = ["Vitrine.Models/Baselines/Cdq", "Vitrine.Models/HiCHNet", CodeModels],
        ["ssah"] = ["Vitrine.Models/Baselines/Ssah", "Vitrine.Models/HiCHNet", CodeModels],
        [ExperimentRun.Shop] = ["Vitrine.Workbench/Recipe", "Vitrine.Models/Baselines/Cca", "Vitrine.Models/Contrastive", "Vitrine.Models/FineGrained", "Vitrine.Models/HiCHNet", "Vitrine.Models/Hsl", "Vitrine.Models/Progressive", CodeModels, Small, .. Regions],
        ["random-rotation"] = ["Vitrine.Models/Baselines/RandomRotation", CodeModels],
    };

    /// <summary>The folders of an experiment below src/, each once, in order.</summary>
    public static IReadOnlyList<string> Folders(Experiment experiment) =>
        [.. Common.Concat(OfData(experiment.Data)).Concat(experiment.Tasks.SelectMany(OfTask)).Concat(experiment.Runs.SelectMany(run => OfRun(experiment, run))).Distinct().Order(StringComparer.Ordinal)];

    // Seeds are no question: a result says which it was measured with.
    /// <summary>SHA-256 over names and contents of the sources, the versions of the packages that they stand on, and the experiment's question.</summary>
    public static string Hash(Repository repository, Experiment experiment)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(JsonSerializer.Serialize(new { experiment.Data, experiment.Tasks, experiment.Runs, experiment.Part, experiment.Shopper }, Question));
        var folders = Folders(experiment);
        foreach (var (name, path) in folders.SelectMany(folder => Files(repository, folder)).DistinctBy(file => file.Name).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (name.StartsWith(OfComposed, StringComparison.Ordinal) && !experiment.Tasks.Contains(Measuring.Evaluating.Composed))
                continue;
            Add(name);
            Add(File.ReadAllText(path).ReplaceLineEndings("\n"));
        }

        // Of the search the folders use packages, its own files do not: an experiment that asks no words does not stand on a stemmer.
        foreach (var version in PackageVersions.Of(repository.Root, folders.Where(folder => folder != OwnFilesOfSearch).Select(folder => folder.Split('/')[0]).Distinct()))
            Add(version);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(string text)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }
    }

    /// <summary>The same over what one training of an experiment comes from: what is asked of the model and how it is measured counts for nothing, nor does what it is called.</summary>
    /// <param name="repository">Where the sources lie.</param>
    /// <param name="experiment">What the run is of.</param>
    /// <param name="run">Its method is one of <see cref="Models.Methods"/>.</param>
    /// <param name="seed">Of the training.</param>
    /// <param name="catalogue">What it learns from, see <see cref="ExperimentCatalogue"/>.</param>
    public static string HashOfTraining(Repository repository, Experiment experiment, ExperimentRun run, int seed, string catalogue)
    {
        ExperimentRun[] before = [.. StandsOn(experiment, run).Reverse().Select(TrainingOf)];
        var sources = Hash(repository, experiment with { Tasks = [], Runs = [.. before, TrainingOf(run) with { Label = "" }], Part = null, Shopper = null });
        return $"{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{sources} {catalogue}")))}-{seed}";
    }

    private static ExperimentRun TrainingOf(ExperimentRun run) => run with { By = null, IsStage = null, Rescore = null, Tasks = null };

    // The runs that a run starts from or looks through, and theirs.
    private static IEnumerable<ExperimentRun> StandsOn(Experiment experiment, ExperimentRun run) => experiment.Runs.TakeWhile(other => other.Label != run.Label)
        .Where(other => other.Label == run.From || other.Label == run.ImageEncoder)
        .SelectMany(other => StandsOn(experiment, other).Prepend(other));

    private static string[] OfData(ExperimentData data) => data switch
    {
        { Pairs: not null } => ["Vitrine.Datasets/LabelledPairs", "Vitrine.Workbench/LabelledPairs"],
        { Kdd: not null } => [.. OfCatalogues, "Vitrine.Datasets/KddCup", "Vitrine.Datasets/Shop", "Vitrine.Workbench/KddCup"],
        { Synth: not null } or { Scenes: not null } => [.. OfCatalogues, "Vitrine.Datasets/Shop"],
        _ => OfCatalogues,
    };

    private static IEnumerable<string> OfTask(string task) => task switch
    {
        Measuring.Evaluating.Classification => ["Vitrine.Models/Probes"],
        Measuring.Evaluating.Candidates => ["Vitrine.Models/Candidates"],
        Measuring.Evaluating.Composed => ["Vitrine.Catalogue/Changes"],
        Shopping.ShopperTask.Name or Shopping.ShopperTask.UnseenName =>
        [
            "Vitrine.Search/Fields", "Vitrine.Search/Fusion", "Vitrine.Search/Large", "Vitrine.Search/Queries", "Vitrine.Search/Rules", "Vitrine.Search/Shop", "Vitrine.Search/Signals", "Vitrine.Search/Thesaurus", "Vitrine.Search/Traits", "Vitrine.Search/Understanding", "Vitrine.Search/Words",
            "Vitrine.Workbench/Shopping",
        ],
        Hashing.WeightedCategoryTask.Name or Hashing.WeightedCategoryTask.UnseenName => ["Vitrine.Evaluation/Hierarchy", "Vitrine.Search/Codes", "Vitrine.Workbench/Hashing"],
        Hashing.CodePairsTask.Name => ["Vitrine.Search/Codes", "Vitrine.Workbench/Hashing"],
        _ => [],
    };

    private static string[] OfRun(Experiment experiment, ExperimentRun run)
    {
        var method = OfMethod.GetValueOrDefault(run.Method)
            ?? throw new MeasurementException($"nobody says which sources the method '{run.Method}' consists of.", $"add a line for it to {nameof(ExperimentSources)}.");
        string[] images = run.ImageEncoder switch
        {
            null => [],
            "small" => [Small],
            // The network of an earlier run, whose own method is among the sources already.
            var label when experiment.Runs.Any(other => other.Label == label) => [$"{Published}/*"],
            _ => [Published, Onnx],
        };
        return [.. method, .. images, .. run.TextEncoder is null ? Array.Empty<string>() : [Onnx], .. run.Labels is null ? Array.Empty<string>() : ["Vitrine.Models/FineGrained", Texts]];
    }

    private static IEnumerable<(string Name, string Path)> Files(Repository repository, string folder)
    {
        var isWhole = !folder.EndsWith("/*", StringComparison.Ordinal);
        var path = Path.Combine(repository.Root, "src", isWhole ? folder : folder[..^2]);
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.cs", isWhole ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
                .Select(file => (Path.GetRelativePath(repository.Root, file).Replace('\\', '/'), file))
                .Where(file => !file.Item1.Contains("/obj/", StringComparison.Ordinal) && !file.Item1.Contains("/bin/", StringComparison.Ordinal))
            : [];
    }
}
