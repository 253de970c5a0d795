using PublicApiGenerator;

namespace Vitrine.Architecture.Tests;

/// <summary>What other programs can build on stands in files, so that a review sees every change of it.</summary>
public class PublicApiTests
{
    private const string Rewrite = "VITRINE_WRITE_API";

    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        ExcludeAttributes = ["System.Runtime.CompilerServices.AsyncIteratorStateMachineAttribute"], // names a number that the compiler gives
    };

    // The terminal is a program, nobody's library.
    public static TheoryData<string> Libraries => [.. ArrowTests.Names.Where(name => name != "Vitrine.Cli")];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void PublicApi_OfALibrary_IsTheListedOne(string library)
    {
        var file = Path.Combine(RepositoryFolder.FullName, "tests", "Vitrine.Architecture.Tests", "PublicApi", $"{library}.txt");
        var found = Room.Named(library).Assembly.GeneratePublicApi(Options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, found);
        }

        var listed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        Assert.True(listed == found,
            $"The public API of {library} is not the one of {Path.GetRelativePath(RepositoryFolder.FullName, file)}:\n{Difference(listed, found)}\n"
            + $"If the change is meant, run '{Rewrite}=1 ./test Architecture' and commit the file.");
    }

    // Lines that only one of the two has, in the order of their own text, which is enough to see what changed.
    private static string Difference(string listed, string found)
    {
        string[] old = listed.Split('\n'), young = found.Split('\n');
        var gone = Surplus(old, young).Select(line => $"- {line.Trim()}");
        var added = Surplus(young, old).Select(line => $"+ {line.Trim()}");
        return string.Join('\n', gone.Concat(added));
    }

    private static IEnumerable<string> Surplus(string[] lines, string[] others)
    {
        var rest = others.GroupBy(line => line).ToDictionary(group => group.Key, group => group.Count());
        foreach (var line in lines)
        {
            if (rest.GetValueOrDefault(line) > 0)
                rest[line]--;
            else
                yield return line;
        }
    }
}
