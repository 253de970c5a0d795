using Spectre.Console;
using Spectre.Console.Rendering;

namespace Vitrine.Cli.Terminal;

/// <summary>Results as text on stdout: colours and the window's width on a terminal, plain and wide where it is piped or kept.</summary>
internal sealed class TextOutput
{
    /// <summary>Nothing is there to look at a pipe's width, so a table's cells need not be broken.</summary>
    private const int PipedWidth = 200;

    private readonly TextWriter lines = Console.Out;
    private readonly IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        ColorSystem = Console.IsOutputRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
    });

    public TextOutput()
    {
        if (Console.IsOutputRedirected)
            console.Profile.Width = PipedWidth;
    }

    /// <summary>A line as it is; unlike a drawing it is never broken.</summary>
    public void Line(string text = "") => lines.WriteLine(text);

    public void Draw(IRenderable drawing) => console.Write(drawing);
}
