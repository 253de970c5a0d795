using System.Text.RegularExpressions;

namespace Vitrine.Architecture.Tests;

/// <summary>The order of namespaces in the head of a file: the one rule of the format that neither the build nor a check of white space holds.</summary>
public sealed partial class UsingTests
{
    [Fact]
    public void Usings_OfEveryFile_AreInTheirOrder()
    {
        var root = RepositoryFolder.FullName;
        var wrong = new List<string>();
        foreach (var file in Files(root))
        {
            string[] usings = [.. File.ReadLines(file).TakeWhile(line => !line.StartsWith("namespace ", StringComparison.Ordinal)).Select(line => Plain().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];
            if (!usings.SequenceEqual(usings.OrderBy(name => !IsOfSystem(name)).ThenBy(name => name, StringComparer.OrdinalIgnoreCase)))
                wrong.Add(Path.GetRelativePath(root, file));
        }

        Assert.True(wrong.Count == 0, $"Put the namespaces of System first and each group in the order of its letters ('dotnet format Vitrine.slnx' does it): {string.Join(", ", wrong)}");
    }

    private static IEnumerable<string> Files(string root) => ((string[])["src", "tests", "bench"]).SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

    private static bool IsOfSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

    [GeneratedRegex(@"^using ([\w.]+);$")]
    private static partial Regex Plain();
}
