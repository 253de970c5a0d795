using System.Text.Json.Nodes;
using Vitrine.Catalogue;
using Vitrine.Catalogue.Text;

namespace Vitrine.Workbench.Experiments;

/// <summary>The checkout that this program was built from: experiments, documents and the data beside it.</summary>
public sealed class Repository
{
    internal Repository(string root) => Root = root;

    public string Root { get; }

    public string ExperimentsFolder => Path.Combine(Root, "reproduce");

    public string ResultsFolder => Path.Combine(Root, "reproduce", "results");

    public string ResultPath(string experiment) => Path.Combine(ResultsFolder, $"{experiment}.json");

    /// <summary>"OK", "OK*", "FAIL", or null before the first run.</summary>
    public string? LastVerdict(string experiment) =>
        File.Exists(ResultPath(experiment)) ? (string?)JsonNode.Parse(File.ReadAllText(ResultPath(experiment)))?["verdict"] : null;

    /// <summary>Stores of experiments, made anew by each run; git ignores it.</summary>
    public string WorkFolder => Path.Combine(Root, "bin", "reproduce");

    /// <summary>Data that is measured on but never part of the repository.</summary>
    public string SharedFolder => Path.Combine(Root, "..", "shared");

    public static Repository Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Vitrine.slnx")))
                return new Repository(folder.FullName);
        }

        throw new CatalogueException("experiments live in the repository, and this program was not built in one.", "clone it and run ./vitrine there.");
    }

    /// <summary>Names of all experiments, in order.</summary>
    public IReadOnlyList<string> ExperimentNames() =>
        [.. Directory.EnumerateFiles(ExperimentsFolder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public Experiment ReadExperiment(string name)
    {
        var names = ExperimentNames();
        if (names.Contains(name))
            return Experiment.Read(Path.Combine(ExperimentsFolder, $"{name}.json"));
        var hint = NearestWord.To(name, names) is { } meant ? $"did you mean '{meant}'?" : $"there are: {string.Join(", ", names)}.";
        throw new UsageException($"no experiment '{name}'.", hint);
    }
}
