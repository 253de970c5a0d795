using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Vitrine.Workbench.Experiments;

/// <summary>
/// Writes the tables of README.md and docs/*.md from the last results: whatever stands between
/// <c>&lt;!-- results: NAME --&gt;</c> and <c>&lt;!-- /results --&gt;</c> is replaced.
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
            var after = Block().Replace(before, match => $"{match.Groups["open"].Value}\n{Section(repository, match.Groups["name"].Value)}{match.Groups["close"].Value}");
            if (after == before)
                continue;
            File.WriteAllText(document, after);
            changed.Add(Path.GetRelativePath(repository.Root, document));
        }

        return changed;
    }

    private static string Section(Repository repository, string name)
    {
        var experiment = repository.ReadExperiment(name);
        var path = repository.ResultPath(name);
        if (!File.Exists(path))
            return $"\nNot measured yet: `{experiment.Command}`.\n\n";
        var result = JsonNode.Parse(File.ReadAllText(path))!;
        var machine = result["machine"]!;
        var seeds = experiment.Seeds.Count == 1 ? "one seed" : $"mean ± standard deviation over {experiment.Seeds.Count} seeds";
        var caption =
            $"{experiment.Title}. Per cent, {seeds}; {(string?)result["protocol"]?["summary"]}. " +
            $"`{experiment.Command}` took {(double)result["seconds"]! / 60:F1} minutes and {(double)result["peakMemoryMb"]!:F0} MB " +
            $"on {machine["cores"]} cores of {machine["cpu"]} ({result["date"]}).";
        return $"\n{ResultTable.Of(experiment, result).ToMarkdown()}\n{caption}\n\n";
    }

    [GeneratedRegex(@"(?<open><!-- results: (?<name>[a-z0-9-]+) -->)\n.*?(?<close><!-- /results -->)", RegexOptions.Singleline)]
    private static partial Regex Block();
}
