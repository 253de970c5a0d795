using Vitrine.Catalogue;
using Vitrine.Evaluation;

namespace Vitrine.Workbench.Comparing;

/// <summary>A run against the first.</summary>
/// <param name="Label">The run.</param>
/// <param name="Metric">What is compared.</param>
/// <param name="Difference">Its mean less that of the first run.</param>
/// <param name="PValue">Two-sided, of <see cref="RandomisationTest"/> over the queries of both directions.</param>
/// <param name="Queries">Compared.</param>
public sealed record RunTest(string Label, string Metric, double Difference, double PValue, int Queries);

/// <summary>What a category gains.</summary>
/// <param name="Label">The run that is compared with the first.</param>
/// <param name="Category">Names from coarse to fine.</param>
/// <param name="Queries">Of both directions.</param>
/// <param name="First">MAP of the first run.</param>
/// <param name="Own">MAP of this run.</param>
public sealed record CategoryGain(string Label, string Category, int Queries, double First, double Own)
{
    public double Gain => Own - First;
}

/// <summary>Several runs of the same queries, side by side; the first is what the others are tested against.</summary>
public sealed class RunComparison
{
    private const string Map = "map";
    private static readonly string[] Tested = [Map, "tree-distance@10", "hierarchical-precision@10"];

    private RunComparison(IReadOnlyList<RetrievalRun> runs) => Runs = runs;

    public IReadOnlyList<RetrievalRun> Runs { get; }

    /// <summary>Metrics that all runs have.</summary>
    public IReadOnlyList<string> Metrics => [.. Runs[0].Directions[0].Measures.Keys.Where(metric => Runs.All(run => run.Values(metric) is not null))];

    /// <summary>Of each run but the first, for MAP and the metrics of the tree.</summary>
    public IReadOnlyList<RunTest> Tests() =>
    [
        .. from run in Runs.Skip(1)
           from metric in Tested.Intersect(Metrics)
           let test = RandomisationTest.Compare(run.Values(metric)!, Runs[0].Values(metric)!)
           select new RunTest(run.Label, metric, test.MeanDifference, test.PValue, test.Pairs),
    ];

    /// <summary>For each run but the first and each finest category, by falling gain.</summary>
    public IReadOnlyList<CategoryGain> Gains()
    {
        string[] categories = [.. Runs[0].Directions.SelectMany(direction => direction.Categories)];
        var first = Runs[0].Values(Map)!;
        return
        [
            .. from run in Runs.Skip(1)
               let own = run.Values(Map)!
               from gain in Enumerable.Range(0, categories.Length).GroupBy(query => categories[query], StringComparer.Ordinal)
                   .Select(queries => new CategoryGain(run.Label, queries.Key, queries.Count(), queries.Average(query => first[query]), queries.Average(query => own[query])))
                   .OrderByDescending(gain => gain.Gain).ThenBy(gain => gain.Category, StringComparer.Ordinal)
               select gain,
        ];
    }

    /// <summary>Reads runs.</summary>
    /// <param name="folders">Two or more, written by <see cref="RunRecording"/>.</param>
    /// <exception cref="UsageException">They do not ask the same queries, or two have one label.</exception>
    public static RunComparison Read(IReadOnlyList<string> folders)
    {
        if (folders.Count < 2)
            throw new UsageException("A comparison takes two runs or more.", "Write runs with: vitrine eval STORE --model NAME --run DIR");
        RetrievalRun[] runs = [.. folders.Select(RetrievalRun.Read)];
        for (var i = 1; i < runs.Length; i++)
        {
            if (runs[i].Task != runs[0].Task || runs[i].SplitHash != runs[0].SplitHash)
                throw new UsageException($"'{folders[i]}' is of {runs[i].Task} on split {runs[i].SplitHash}, '{folders[0]}' of {runs[0].Task} on split {runs[0].SplitHash}.", "Compare runs of one store and one gallery.");
            if (!runs[i].Directions.Zip(runs[0].Directions).All(pair => pair.First.Direction == pair.Second.Direction && pair.First.Queries.SequenceEqual(pair.Second.Queries)))
                throw new UsageException($"'{folders[i]}' and '{folders[0]}' asked different queries.", "Record both with the same --part and --gallery.");
            if (runs[..i].Any(other => other.Label == runs[i].Label))
                runs[i] = runs[i] with { Label = $"{runs[i].Label} ({Path.GetFileName(Path.TrimEndingDirectorySeparator(folders[i]))})" };
        }

        return new RunComparison(runs);
    }
}
