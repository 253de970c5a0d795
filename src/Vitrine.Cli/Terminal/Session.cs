using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Vitrine.Tensors.Threading;
using Vitrine.Workbench;

namespace Vitrine.Cli.Terminal;

/// <summary>
/// What a verb needs of the world: where results and progress go, how many threads to use, and when to stop.
/// Results go to stdout, everything else to stderr, so that a pipe carries results only.
/// </summary>
internal sealed class Session : IDisposable
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly CancellationTokenSource stop = new();
    private readonly IAnsiConsole notes = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
    private readonly PosixSignalRegistration[] signals;

    private Session(ParseResult arguments)
    {
        Quiet = arguments.GetValue(GlobalOptions.Quiet);
        Json = arguments.GetValue(GlobalOptions.Json);
        if (arguments.GetValue(GlobalOptions.Threads) is { } threads)
            WorkerPool.ThreadCount = threads;
        Threads = WorkerPool.ThreadCount;
        signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    public bool Quiet { get; }

    public bool Json { get; }

    /// <summary>Threads to compute with; the tensor core has been told.</summary>
    public int Threads { get; }

    /// <summary>Cancelled by Ctrl-C or SIGTERM. A second one ends the process at once.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Runs a verb and turns whatever it throws into a line, a hint and an exit code.</summary>
    public static int Run(ParseResult arguments, Func<Session, int> verb)
    {
        using var session = new Session(arguments);
        try
        {
            DatabaseAddress.UseEnvironment();
            return verb(session);
        }
#pragma warning disable CA1031 // The outermost frame: whatever comes is told in one line.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failure.TraceIfAsked(exception);
            return Failure.Print(Failure.From(exception));
        }
    }

    /// <summary>Runs a long piece of work under a progress bar, plain lines, or nothing.</summary>
    /// <param name="title">What is shown until the work says what it does.</param>
    /// <param name="work">Reports as the libraries do; null where nobody wants to know.</param>
    public T Track<T>(string title, Func<IProgress<WorkProgress>?, T> work)
    {
        if (Quiet)
            return work(null);
        if (notes.Profile.Capabilities.Interactive && notes.Profile.Out.IsTerminal)
            return LiveStage.Run(notes, title, stage => work(new StageProgress(stage, title)));
        var stage = new PlainStage(title, Console.Error);
        var result = work(new StageProgress(stage, title));
        stage.Finish();
        return result;
    }

    /// <summary>A line for a reader on stderr; nothing with --quiet.</summary>
    public void Note(string text)
    {
        if (!Quiet)
            Console.Error.WriteLine(text);
    }

    /// <summary>Somebody sees a question and can answer it.</summary>
    public bool CanAsk => !Quiet && !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Asks on stderr; only a yes is a yes.</summary>
    public bool Ask(string question)
    {
        Console.Error.Write($"{question} [y/N] ");
        return Console.In.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes" && !Stop.IsCancellationRequested;
    }

    /// <summary>The verb's result as JSON with --json, otherwise as the text that <paramref name="asText"/> writes.</summary>
    public void Answer(Func<JsonNode> asJson, Action<TextOutput> asText)
    {
        if (Json)
            Console.Out.WriteLine(asJson().ToJsonString(Layout));
        else
            asText(new TextOutput());
    }

    public void Dispose()
    {
        foreach (var signal in signals)
            signal.Dispose();
        stop.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (stop.IsCancellationRequested)
            return;
        context.Cancel = true;
        stop.Cancel();
    }
}
