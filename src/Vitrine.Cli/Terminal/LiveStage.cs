using Spectre.Console;
using Spectre.Console.Rendering;

namespace Vitrine.Cli.Terminal;

/// <summary>Progress on a terminal: a bar, the share done, rate, remaining time and the latest detail, redrawn in place.</summary>
internal sealed class LiveStage : IStage
{
    private readonly ProgressTask task;
    private Pace pace = new();
    private volatile string text = "";

    private LiveStage(ProgressTask task) => this.task = task;

    public static T Run<T>(IAnsiConsole console, string title, Func<IStage, T> work)
    {
        LiveStage? stage = null;
        return console.Progress()
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn { Width = 30 }, new PercentageColumn(), new TextColumn(() => stage?.text ?? ""))
            .Start(context =>
            {
                stage = new LiveStage(context.AddTask(Markup.Escape(title), autoStart: true, maxValue: 1).IsIndeterminate());
                var result = work(stage);
                stage.Finish();
                return result;
            });
    }

    public void Report(long done, long total, string detail = "")
    {
        if (total > 0)
        {
            task.IsIndeterminate = false;
            task.MaxValue = total;
            task.Value = done;
        }

        var rate = pace.Describe(done, total);
        text = rate.Length > 0 && detail.Length > 0 ? $"{rate}  {detail}" : rate + detail;
    }

    public void Next(string title)
    {
        pace = new Pace();
        text = "";
        task.Description = Markup.Escape(title);
        task.Value = 0;
        task.IsIndeterminate = true;
    }

    private void Finish()
    {
        task.IsIndeterminate = false;
        task.Value = task.MaxValue;
    }

    private sealed class TextColumn(Func<string> text) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(text());
    }
}
