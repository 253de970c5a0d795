namespace Vitrine.Cli.Terminal;

/// <summary>Ends a verb with one line for the user, a hint, and the exit code.</summary>
internal sealed class VerbException(int exitCode, string message, string hint) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>What to do about it, as one sentence or a command line.</summary>
    public string Hint { get; } = hint;

    public static VerbException Usage(string message, string hint) => new(Terminal.ExitCode.Usage, message, hint);

    public static VerbException Failed(string message, string hint) => new(Terminal.ExitCode.Failed, message, hint);

    /// <summary>Somebody stopped it; the hint says what is kept, and how to go on.</summary>
    public static VerbException Stopped(string hint) => Failed("stopped before the end.", hint);

    public static VerbException BadData(string message, string hint) => new(Terminal.ExitCode.BadData, message, hint);
}
