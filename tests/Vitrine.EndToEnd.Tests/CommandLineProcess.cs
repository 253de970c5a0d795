using System.Diagnostics;

namespace Vitrine.EndToEnd.Tests;

/// <summary>Runs the real command line as a process of its own, the way a user or a script does.</summary>
internal static class CommandLineProcess
{
    public sealed record Result(int ExitCode, string Out, string Error)
    {
        /// <summary>Everything, for the message of a failing assertion.</summary>
        public override string ToString() => $"exit {ExitCode}\n--- stdout\n{Out}\n--- stderr\n{Error}";
    }

    public static Result Run(params string[] arguments) => RunIn(Environment.CurrentDirectory, arguments);

    public static Result RunIn(string folder, params string[] arguments)
    {
        using var process = StartIn(folder, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Result(process.ExitCode, output, error.Result);
    }

    /// <summary>Runs and expects success; the assertion shows what was printed.</summary>
    public static Result Succeed(params string[] arguments)
    {
        var result = Run(arguments);
        Assert.True(result.ExitCode == 0, $"vitrine {string.Join(' ', arguments)}: {result}");
        return result;
    }

    public static Process Start(params string[] arguments) => StartIn(Environment.CurrentDirectory, arguments);

    /// <summary>With further variables of the environment.</summary>
    public static Process StartWith(IReadOnlyDictionary<string, string> environment, params string[] arguments) => StartIn(Environment.CurrentDirectory, arguments, environment);

    private static Process StartIn(string folder, string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "vitrine.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
