using Vitrine.Catalogue;
using Vitrine.Catalogue.Images;
using Vitrine.Index;
using Vitrine.Workbench;

namespace Vitrine.Cli.Terminal;

/// <summary>The one place where an exception becomes a line, a hint and an exit code. No stack trace reaches a user.</summary>
internal static class Failure
{
    private const string NoPermission = "check who owns the file or folder, and its permissions.";

    /// <summary>Prints "vitrine: what happened" and "  hint: what to do" on stderr.</summary>
    public static int Print(VerbException failure)
    {
        Console.Error.WriteLine($"vitrine: {OneLine(failure.Message)}");
        Console.Error.WriteLine($"  hint: {OneLine(failure.Hint)}");
        return failure.ExitCode;
    }

    /// <summary>Whatever a verb threw, in the user's terms.</summary>
    public static VerbException From(Exception exception) => exception switch
    {
        VerbException known => known,
        MeasurementException impossible => VerbException.BadData(impossible.Message, impossible.Hint!),
        BadDataException bad => VerbException.BadData(bad.Message, bad.Hint ?? "correct the file and run the same command again."),
        UsageException usage => VerbException.Usage(usage.Message, usage.Hint ?? "run the verb with --help for its options and examples."),
        CatalogueException { InnerException: UnauthorizedAccessException } closed => VerbException.Usage(closed.Message, closed.Hint ?? NoPermission),
        CatalogueException failed => VerbException.Failed(failed.Message, failed.Hint ?? "run the same command again when the cause is gone."),
        IndexFormatException damaged => VerbException.Failed(damaged.Message, "run 'vitrine index' again."),
        IndexUnavailableException unavailable => VerbException.Failed(unavailable.Message, unavailable.Hint),
        ImageException image => VerbException.BadData(image.Message, "give a JPEG, PNG, WebP, GIF, TIFF, SVG or AVIF picture."),
        PlatformNotSupportedException platform => VerbException.Usage(platform.Message, "correct or unset the environment variable and run the same command again."),
        AggregateException { InnerExceptions: [var first, ..] } => From(first), // several threads, mostly with the same to say
        OperationCanceledException => VerbException.Stopped("what was finished is kept; run the same command to go on."),
        UnauthorizedAccessException => VerbException.Usage(exception.Message, NoPermission),
        FileNotFoundException or DirectoryNotFoundException or PathTooLongException => VerbException.Usage(exception.Message, "check the path; relative paths start at the current folder."),
        IOException => VerbException.Failed(exception.Message, "check the path, the free space and the permissions."),
        OutOfMemoryException => VerbException.Failed("not enough memory.", "close other programs, or try a smaller --preset."),
        _ => VerbException.Failed(
            $"unexpected error ({exception.GetType().Name}): {exception.Message}",
            "this is a defect of Vitrine; run again with VITRINE_TRACE=1 and report what it prints."),
    };

    /// <summary>A defect's stack trace is for developers, who ask for it with VITRINE_TRACE=1.</summary>
    public static void TraceIfAsked(Exception exception)
    {
        if (Environment.GetEnvironmentVariable("VITRINE_TRACE") == "1")
            Console.Error.WriteLine(exception);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
