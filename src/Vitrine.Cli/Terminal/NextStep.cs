using Vitrine.Workbench;

namespace Vitrine.Cli.Terminal;

/// <summary>The last line of an answer: what to type next.</summary>
internal static class NextStep
{
    /// <summary>With a model that a folder has got.</summary>
    public static string WithModel(string path, string model)
    {
        var kind = SourceKind.Of(path);
        return kind.IsIndexed ? $"Next: vitrine encode {path} --model {model}" : $"Next: vitrine eval {path} --model {model} --task {kind.Tasks[0]}";
    }
}
