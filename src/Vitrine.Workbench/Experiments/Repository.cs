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

    public string ExperimentPath(string experiment) => Path.Combine(ExperimentsFolder, $"{experiment}.json");

    /// <summary>Null before the first run.</summary>
    public ExperimentResult? LastResult(string experiment) => File.Exists(ResultPath(experiment)) ? ExperimentResult.Read(ResultPath(experiment)) : null;

    /// <summary>Whether the sources of a result have changed since it was measured, or nobody knows what they were.</summary>
    public bool IsOld(Experiment experiment, ExperimentResult result) => result.Sources != ExperimentSources.Hash(this, experiment);

    /// <summary>Stores of experiments, made anew by each run; git ignores it.</summary>
    public string WorkFolder => Path.Combine(Root, "bin", "reproduce");

    /// <summary>Models that experiments have trained, for those that ask for the same.</summary>
    internal TrainedModels Trained => new(Path.Combine(WorkFolder, "trained"));

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
            return Experiment.Read(ExperimentPath(name));
        var hint = NearestWord.To(name, names) is { } meant ? $"did you mean '{meant}'?" : $"there are: {string.Join(", ", names)}.";
        throw new UsageException($"no experiment '{name}'.", hint);
    }
}
