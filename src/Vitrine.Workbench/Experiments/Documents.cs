using System.Text.RegularExpressions;

namespace Vitrine.Workbench.Experiments;

/// <summary>
/// Writes the tables of README.md and docs/*.md from the last results: whatever stands between
/// <c>&lt;!-- results: NAME --&gt;</c> and <c>&lt;!-- /results --&gt;</c> is replaced. Charts are drawn beside them.
/// </summary>
public static partial class Documents
{
    /// <returns>The documents that changed, relative to the repository.</returns>
    public static IReadOnlyList<string> Update(Repository repository)
    {
        var changed = new List<string>();
        string[] documents = [Path.Combine(repository.Root, "README.md"), .. Directory.EnumerateFiles(Path.Combine(repository.Root, "docs"), "*.md")];
        foreach (var document in documents)
        {
            var before = File.ReadAllText(document);
            var isFront = document == documents[0];
            var after = Block().Replace(before, match => $"{match.Groups["open"].Value}\n{Section(repository, match.Groups["name"].Value, isFront)}{match.Groups["close"].Value}");
            if (after == before)
                continue;
            File.WriteAllText(document, after);
            changed.Add(Path.GetRelativePath(repository.Root, document));
        }

        return [.. changed, .. repository.ExperimentNames().SelectMany(name => Draw(repository, repository.ReadExperiment(name)))];
    }

    private static IEnumerable<string> Draw(Repository repository, Experiment experiment)
    {
        foreach (var chart in experiment.Charts ?? [])
        {
            if (repository.LastResult(experiment.Name) is not { } result || chart.Of(result.Metrics) is not { } drawing)
                continue;
            var file = Path.Combine(repository.Root, "docs", chart.File);
            var svg = drawing.ToSvg();
            if (File.Exists(file) && File.ReadAllText(file) == svg)
                continue;
            File.WriteAllText(file, svg);
            yield return Path.GetRelativePath(repository.Root, file);
        }
    }

    private static string Section(Repository repository, string name, bool isFront)
    {
        var experiment = repository.ReadExperiment(name);
        if (repository.LastResult(name) is not { } result)
            return $"\nNot measured yet ({experiment.NotMeasured ?? "its result is missing"}): `{experiment.Command}`.\n\n";
        var machine = result.Machine;
        var seeds = result.Seeds.Count == 1 ? $"one seed ({result.Seeds[0]})" : $"mean ± standard deviation over {result.Seeds.Count} seeds";
        var caption =
            $"{experiment.Title}. Per cent, {seeds}; {(string?)result.Protocol["summary"]}. " +
            $"`{result.CommandOf(experiment)}` took {result.Seconds / 60:F1} minutes and {result.PeakMemoryMb:F0} MB " +
            $"on {machine["cores"]} cores of {machine["cpu"]} ({result.Date}).";
        return $"\n{new ResultTable(experiment, result.Metrics).ToMarkdown()}\n{caption}\n\n{VerdictLine(repository, experiment, result, isFront)}\n\n";
    }

    /// <summary>How the figures stand, failed and old ones too: who reads a table must not have to ask.</summary>
    private static string VerdictLine(Repository repository, Experiment experiment, ExperimentResult result, bool isFront)
    {
        var judgement = new Judgement(experiment, result.Metrics);
        var revision = Revision.InWords(result.Revision, result.IsClean);
        var age = repository.IsOld(experiment, result) ? $" `[OLD]`: its sources have changed since {revision}." : $" Measured on {revision}.";
        var expected = judgement.Verdict switch
        {
            Verdict.New => "first figures",
            Verdict.Fail => $"below the expected figures: {Join(judgement.Checks.Where(check => check.Verdict == Verdict.Fail).Select(check => $"{check.Name} ({100 * check.Measured:F2}, expected {100 * check.Expected.Value:F2})"))}",
            Verdict.Better => "above the expected figures",
            _ => "as expected",
        };
        string[] missed = [.. judgement.Targets.Where(check => !check.IsMet).Select(check => $"{check.Target.Text} ({check.Outcome})")];
        var targets = judgement.Targets.Count == 0 ? "" : missed.Length == 0 ? " All targets are met." : $" Missed: {Join(missed)}.";
        var tests = result.Tests.Count == 0 ? "" : isFront ? $" Paired tests: [experiments](docs/experiments.md#{experiment.Name})." : $" Paired randomisation tests: {Join(result.Tests.Select(test => test.Text))}.";
        return $"**{judgement.Verdict.Mark()}** {expected}.{targets}{tests}{age}";
    }

    private static string Join(IEnumerable<string> texts) => string.Join("; ", texts);

    [GeneratedRegex(@"(?<open><!-- results: (?<name>[a-z0-9-]+) -->)\n.*?(?<close><!-- /results -->)", RegexOptions.Singleline)]
    private static partial Regex Block();
}
