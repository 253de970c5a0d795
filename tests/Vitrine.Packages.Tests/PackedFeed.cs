using System.Diagnostics;

namespace Vitrine.Packages.Tests;

/// <summary>All packages of what was built, in a folder that can be a feed: made once.</summary>
public sealed class PackedFeed : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public PackedFeed()
    {
        var packed = Run(RepositoryFolder.FullName, "dotnet", "pack", "Vitrine.slnx", "-c", Configuration, "--no-build", "--no-restore", "-o", FullName, "-nologo", "-v", "q", "-nodeReuse:false");
        Assert.True(packed.ExitCode == 0, packed.Output);
    }

    // What was built beside these tests is packed: they lie in bin/CONFIGURATION/net10.0.
    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    public string FullName => folder.File("feed");

    /// <summary>A folder for what is installed.</summary>
    public string Beside(string name) => folder.File(name);

    /// <summary>Writes a file beside the feed.</summary>
    public string Write(string name, string content) => folder.Write(name, content);

    /// <summary>Runs a program, with packages in a folder of their own, so that none of another build is taken.</summary>
    public (int ExitCode, string Output) Run(string workingFolder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = workingFolder, RedirectStandardOutput = true, RedirectStandardError = true };
        if (arguments is not ["pack", ..])
            start.Environment["NUGET_PACKAGES"] = Beside("packages");
        start.Environment["DOTNET_NOLOGO"] = start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    public void Dispose() => folder.Dispose();
}
